//! The words about working without a network, and about newer versions.

/// The words about working without a network, and about newer versions.
pub(crate) struct Offline {
    /// A notice; `{}` is the rulebook's version.
    pub rules_taken: &'static str,
    /// A notice; `{}` is a language.
    pub no_words: &'static str,
}

pub(super) const VI: Offline = Offline {
    rules_taken: "Đã chuyển sang bộ tiêu chí phiên bản {}.",
    no_words: "Chưa tải được phần {}. Kiểm tra kết nối mạng rồi chọn lại.",
};

pub(super) const EN: Offline = Offline {
    rules_taken: "The page now uses version {} of the criteria.",
    no_words: "{} could not be loaded. Check the network, then choose it again.",
};

pub(super) const ZH: Offline = Offline {
    rules_taken: "页面现已使用第 {} 版标准。",
    no_words: "未能加载{}。请检查网络后重新选择。",
};

pub(super) const KO: Offline = Offline {
    rules_taken: "이제 심사 기준 {}판을 사용합니다.",
    no_words: "{}를 불러오지 못했습니다. 네트워크를 확인한 뒤 다시 선택하십시오.",
};

pub(super) const JA: Offline = Offline {
    rules_taken: "基準のバージョン {} に切り替えました。",
    no_words: "{}を読み込めませんでした。ネットワークを確認して、もう一度選んでください。",
};
