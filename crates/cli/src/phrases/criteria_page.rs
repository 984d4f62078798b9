//! The words around the criteria on a page without a program, by language. `{}` is where a value goes.

use sangloc_rulebook::{Kind, Language};

/// The words around the criteria on a page without a program.
pub(crate) struct CriteriaPhrases {
    /// Its name in itself.
    pub(crate) own_name: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) version: &'static str,
    pub(crate) contact: &'static str,
    pub(crate) code: &'static str,
    pub(crate) criterion: &'static str,
    pub(crate) required: &'static str,
    pub(crate) source: &'static str,
    pub(crate) page: &'static str,
    kinds: [&'static str; 5],
}

impl CriteriaPhrases {
    /// The phrases of a language; English where a language has none yet.
    pub(crate) fn of(language: &Language) -> &'static Self {
        match language.0.as_str() {
            "vi" => &VI,
            "zh" => &ZH,
            "ko" => &KO,
            "ja" => &JA,
            _ => &EN,
        }
    }

    /// What criteria of a kind do, as a heading.
    pub(crate) fn kind(&self, kind: Kind) -> &'static str {
        let [exclusion, mandatory, priority, incentive, advisory] = self.kinds;
        match kind {
            Kind::Exclusion => exclusion,
            Kind::Mandatory => mandatory,
            Kind::Priority => priority,
            Kind::Incentive => incentive,
            Kind::Advisory => advisory,
        }
    }
}

const VI: CriteriaPhrases = CriteriaPhrases {
    own_name: "Tiếng Việt",
    lead: "Danh mục này để đọc khi trang sàng lọc không chạy được trên trình duyệt. Nội dung là cùng bộ tiêu chí.",
    version: "Phiên bản {}, theo quy định có hiệu lực ngày {}.",
    contact: "Liên hệ: {}",
    code: "Mã",
    criterion: "Tiêu chí",
    required: "Yêu cầu",
    source: "Nguồn",
    page: "Đến trang sàng lọc",
    kinds: [
        "Trường hợp bị loại",
        "Yêu cầu bắt buộc",
        "Tiêu chí ưu tiên (tính điểm)",
        "Ưu đãi, hỗ trợ có thể được hưởng",
        "Lưu ý",
    ],
};

const EN: CriteriaPhrases = CriteriaPhrases {
    own_name: "English",
    lead: "This list is for reading where the screening page cannot run in a browser. The criteria are the same.",
    version: "Version {}, by the rules in force on {}.",
    contact: "Contact: {}",
    code: "Code",
    criterion: "Criterion",
    required: "Required",
    source: "Source",
    page: "To the screening page",
    kinds: [
        "Grounds for exclusion",
        "Mandatory requirements",
        "Priorities (points)",
        "Incentives that may apply",
        "Advice",
    ],
};

const ZH: CriteriaPhrases = CriteriaPhrases {
    own_name: "简体中文",
    lead: "筛选页面无法在浏览器中运行时,可阅读本清单。标准内容相同。",
    version: "第 {} 版,依据 {} 有效的规定。",
    contact: "联系方式:{}",
    code: "编号",
    criterion: "标准",
    required: "要求",
    source: "来源",
    page: "前往筛选页面",
    kinds: ["排除情形", "强制性要求", "优先标准(计分)", "可享受的优惠", "提示"],
};

const KO: CriteriaPhrases = CriteriaPhrases {
    own_name: "한국어",
    lead: "심사 페이지가 브라우저에서 실행되지 않을 때 읽을 수 있는 목록입니다. 심사 기준은 같습니다.",
    version: "{}판, {}에 시행 중인 규정 기준.",
    contact: "문의: {}",
    code: "번호",
    criterion: "기준",
    required: "요건",
    source: "출처",
    page: "심사 페이지로 이동",
    kinds: ["제외 사유", "필수 요건", "우대 기준(점수)", "받을 수 있는 혜택", "참고 사항"],
};

const JA: CriteriaPhrases = CriteriaPhrases {
    own_name: "日本語",
    lead: "審査ページがブラウザーで動かないときに読むための一覧です。基準の内容は同じです。",
    version: "バージョン {}、{} に施行されている規定による。",
    contact: "お問い合わせ:{}",
    code: "番号",
    criterion: "基準",
    required: "要件",
    source: "出典",
    page: "審査ページへ",
    kinds: ["除外事由", "必須要件", "優先基準(点数)", "受けられる優遇措置", "参考事項"],
};
