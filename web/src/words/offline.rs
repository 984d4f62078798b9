//! The words about working without a network, and about newer versions.

/// The words about working without a network, and about newer versions.
pub(crate) struct Offline {
    /// There is no network; `{}` is the rulebook's version.
    pub offline: &'static str,
    /// A newer rulebook is published; `{}` is its version, `{}` the one in use.
    pub newer_rules: &'static str,
    /// A newer build of the page is here.
    pub newer_page: &'static str,
    /// A button.
    pub take: &'static str,
    /// A button.
    pub later: &'static str,
    /// A notice; `{}` is the rulebook's version.
    pub rules_taken: &'static str,
    /// A notice; `{}` is a language.
    pub no_words: &'static str,
}

pub(super) const VI: Offline = Offline {
    offline: "Đang không có mạng. Trang dùng bộ tiêu chí phiên bản {} đã lưu trên thiết bị này.",
    newer_rules: "Có bộ tiêu chí mới: phiên bản {}. Trang đang dùng phiên bản {}. Câu trả lời được giữ nguyên khi chuyển.",
    newer_page: "Trang này có bản mới. Câu trả lời được giữ nguyên khi chuyển.",
    take: "Dùng bản mới",
    later: "Để sau",
    rules_taken: "Đã chuyển sang bộ tiêu chí phiên bản {}.",
    no_words: "Chưa tải được phần {}. Kiểm tra kết nối mạng rồi chọn lại.",
};

pub(super) const EN: Offline = Offline {
    offline: "There is no network. The page uses version {} of the criteria, kept on this device.",
    newer_rules: "There are new criteria: version {}. The page is using version {}. Your answers are kept when you switch.",
    newer_page: "There is a new version of this page. Your answers are kept when you switch.",
    take: "Use the new version",
    later: "Later",
    rules_taken: "The page now uses version {} of the criteria.",
    no_words: "{} could not be loaded. Check the network, then choose it again.",
};

pub(super) const ZH: Offline = Offline {
    offline: "当前没有网络。页面使用保存在本设备上的第 {} 版标准。",
    newer_rules: "标准已更新:第 {} 版。页面目前使用第 {} 版。切换后,您的回答会保留。",
    newer_page: "本页面有新版本。切换后,您的回答会保留。",
    take: "使用新版本",
    later: "稍后",
    rules_taken: "页面现已使用第 {} 版标准。",
    no_words: "未能加载{}。请检查网络后重新选择。",
};

pub(super) const KO: Offline = Offline {
    offline: "네트워크에 연결되어 있지 않습니다. 이 기기에 저장된 심사 기준 {}판을 사용합니다.",
    newer_rules: "새 심사 기준 {}판이 있습니다. 현재 {}판을 사용하고 있습니다. 전환해도 답변은 그대로 유지됩니다.",
    newer_page: "이 페이지의 새 버전이 있습니다. 전환해도 답변은 그대로 유지됩니다.",
    take: "새 버전 사용",
    later: "나중에",
    rules_taken: "이제 심사 기준 {}판을 사용합니다.",
    no_words: "{}를 불러오지 못했습니다. 네트워크를 확인한 뒤 다시 선택하십시오.",
};

pub(super) const JA: Offline = Offline {
    offline: "ネットワークに接続されていません。この端末に保存された基準(バージョン {})を使っています。",
    newer_rules: "新しい基準(バージョン {})があります。現在はバージョン {} を使っています。切り替えても回答は保持されます。",
    newer_page: "このページの新しいバージョンがあります。切り替えても回答は保持されます。",
    take: "新しいバージョンを使う",
    later: "後で",
    rules_taken: "基準のバージョン {} に切り替えました。",
    no_words: "{}を読み込めませんでした。ネットワークを確認して、もう一度選んでください。",
};
