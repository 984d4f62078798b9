//! The words around a comparison of rulebooks, by language. `{}` is where a number or a day goes.

use crate::{Change, Part};
use sangloc_rulebook::Language;
use sangloc_screening::{Outcome, Verdict};

/// The words around a comparison of rulebooks.
pub struct DiffPhrases {
    pub(crate) title: &'static str,
    pub(crate) before: &'static str,
    pub(crate) after: &'static str,
    pub(crate) as_of: &'static str,
    pub(crate) rules: &'static str,
    pub(crate) no_rules: &'static str,
    pub(crate) from: &'static str,
    pub(crate) until: &'static str,
    pub(crate) none_in_force: &'static str,
    pub(crate) texts: &'static str,
    pub(crate) projects: &'static str,
    pub(crate) judged: &'static str,
    pub(crate) changed: &'static str,
    pub(crate) none_changed: &'static str,
    pub(crate) synthetic: &'static str,
    pub(crate) by_criterion: &'static str,
    pub(crate) one_by_one: &'static str,
    pub(crate) row: &'static str,
    pub(crate) project: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) points: &'static str,
    pub(crate) reasons: &'static str,
    pub(crate) skipped: &'static str,
    pub(crate) absent: &'static str,
    added: &'static str,
    removed: &'static str,
    altered: &'static str,
    outcomes: [&'static str; 4],
    verdicts: [&'static str; 4],
    parts: [&'static str; 9],
}

impl DiffPhrases {
    /// The phrases of a language; English where a language has none yet.
    pub fn of(language: &Language) -> &'static Self {
        match language.0.as_str() {
            "vi" => &Self::VI,
            "zh" => &Self::ZH,
            "ko" => &Self::KO,
            "ja" => &Self::JA,
            _ => &Self::EN,
        }
    }

    /// An outcome in one or two words.
    pub fn outcome(&self, outcome: Outcome) -> &'static str {
        let [accepted, rejected, review, answers] = self.outcomes;
        match outcome {
            Outcome::Accepted => accepted,
            Outcome::Rejected => rejected,
            Outcome::NeedsReview => review,
            Outcome::NeedsAnswers => answers,
        }
    }

    /// A verdict in one or two words.
    pub fn verdict(&self, verdict: Verdict) -> &'static str {
        let [met, unmet, unknown, out] = self.verdicts;
        match verdict {
            Verdict::Met => met,
            Verdict::Unmet => unmet,
            Verdict::Unknown => unknown,
            Verdict::NotApplicable => out,
        }
    }

    /// An outcome by its name in case files and JSON; empty where there is none.
    pub fn outcome_named(&self, name: &str) -> &'static str {
        let all =
            [Outcome::Accepted, Outcome::Rejected, Outcome::NeedsReview, Outcome::NeedsAnswers];
        let found = all.into_iter().find(|outcome| outcome.name() == name);
        found.map_or("", |found| self.outcome(found))
    }

    /// A verdict by its name in case files and JSON; empty where there is none.
    pub fn verdict_named(&self, name: &str) -> &'static str {
        let all = [Verdict::Met, Verdict::Unmet, Verdict::Unknown, Verdict::NotApplicable];
        let found = all.into_iter().find(|verdict| verdict.name() == name);
        found.map_or("", |found| self.verdict(found))
    }

    /// What happened to a part.
    pub fn change(&self, change: Change) -> &'static str {
        match change {
            Change::Added => self.added,
            Change::Removed => self.removed,
            Change::Changed => self.altered,
        }
    }

    /// The kind of a part.
    pub fn part(&self, part: Part) -> &'static str {
        let [criterion, quantity, figure, fact, choices, row, indicator, citation, note] =
            self.parts;
        match part {
            Part::Criterion => criterion,
            Part::Quantity => quantity,
            Part::Figure => figure,
            Part::Fact => fact,
            Part::Choices => choices,
            Part::Row => row,
            Part::Indicator => indicator,
            Part::Citation => citation,
            Part::Note => note,
        }
    }
}

/// A phrase with something in the place of its `{}`.
pub(crate) fn fill(phrase: &str, with: impl std::fmt::Display) -> String {
    phrase.replacen("{}", &with.to_string(), 1)
}

impl DiffPhrases {
    /// The phrases of this language.
    pub const VI: Self = Self {
        title: "Thay đổi của bộ tiêu chí và tác động",
        before: "Trước",
        after: "Sau",
        as_of: "xét theo ngày {}",
        rules: "Quy định thay đổi",
        no_rules: "Không có quy định nào thay đổi.",
        from: "từ ngày {}",
        until: "đến hết ngày {}",
        none_in_force: "chưa có mức",
        texts: "Câu chữ",
        projects: "Tác động đến các dự án",
        judged: "Số dự án đã xét: {}",
        changed: "Số dự án có kết quả thay đổi: {}",
        none_changed: "Không dự án nào có kết quả thay đổi.",
        synthetic: "Các dự án này do máy tạo ra từ chính các mức của bộ tiêu chí (mã gốc {}); không phải dự án có thật.",
        by_criterion: "Theo tiêu chí",
        one_by_one: "Từng dự án",
        row: "Dòng {}",
        project: "Dự án",
        outcome: "Kết quả",
        points: "Điểm ưu tiên",
        reasons: "Tiêu chí",
        skipped: "Các dòng không đọc được, không xét",
        absent: "không có",
        added: "thêm",
        removed: "bỏ",
        altered: "sửa",
        outcomes: ["đáp ứng", "không đáp ứng", "cần xem xét", "còn thiếu câu trả lời"],
        verdicts: ["đáp ứng", "không đáp ứng", "chưa rõ", "không áp dụng"],
        parts: [
            "tiêu chí",
            "đại lượng",
            "mức",
            "câu hỏi",
            "danh mục lựa chọn",
            "dòng của bảng",
            "chỉ số",
            "nguồn",
            "lưu ý",
        ],
    };

    /// The phrases of this language.
    pub const EN: Self = Self {
        title: "What changed in the rules, and what it does",
        before: "Before",
        after: "After",
        as_of: "as of {}",
        rules: "Rules that changed",
        no_rules: "No rule changed.",
        from: "from {}",
        until: "until {}",
        none_in_force: "none in force",
        texts: "Words",
        projects: "What becomes of projects",
        judged: "Projects judged: {}",
        changed: "Projects that come out otherwise: {}",
        none_changed: "No project comes out otherwise.",
        synthetic: "These projects are synthetic, made from the rulebook's own figures (seed {}); they are not real ones.",
        by_criterion: "By criterion",
        one_by_one: "Project by project",
        row: "Row {}",
        project: "Project",
        outcome: "Outcome",
        points: "Priority points",
        reasons: "Criteria",
        skipped: "Rows that could not be read and were not judged",
        absent: "not there",
        added: "added",
        removed: "removed",
        altered: "changed",
        outcomes: ["accepted", "rejected", "needs review", "needs answers"],
        verdicts: ["met", "not met", "open", "not applicable"],
        parts: [
            "criterion",
            "quantity",
            "figure",
            "question",
            "list of choices",
            "table row",
            "indicator",
            "source",
            "note",
        ],
    };

    /// The phrases of this language.
    pub const ZH: Self = Self {
        title: "规则的变动及其影响",
        before: "变动前",
        after: "变动后",
        as_of: "按 {} 的规定",
        rules: "变动的规则",
        no_rules: "规则没有变动。",
        from: "自 {} 起",
        until: "至 {} 止",
        none_in_force: "尚无现行数值",
        texts: "文字",
        projects: "对项目的影响",
        judged: "已审项目数：{}",
        changed: "结果有变的项目数：{}",
        none_changed: "没有项目的结果发生变化。",
        synthetic: "这些项目由程序根据规则中的数值生成（种子 {}），并非真实项目。",
        by_criterion: "按标准",
        one_by_one: "逐个项目",
        row: "第 {} 行",
        project: "项目",
        outcome: "结果",
        points: "优先加分",
        reasons: "标准",
        skipped: "无法读取、未予审查的行",
        absent: "无",
        added: "新增",
        removed: "删除",
        altered: "修改",
        outcomes: ["符合", "不符合", "须审查", "信息不足"],
        verdicts: ["符合", "不符合", "未定", "不适用"],
        parts: ["标准", "量", "数值", "问题", "选项表", "表行", "指标", "来源", "说明"],
    };

    /// The phrases of this language.
    pub const KO: Self = Self {
        title: "기준의 변경 사항과 영향",
        before: "변경 전",
        after: "변경 후",
        as_of: "{} 기준",
        rules: "변경된 규정",
        no_rules: "변경된 규정이 없습니다.",
        from: "{}부터",
        until: "{}까지",
        none_in_force: "시행 중인 수치 없음",
        texts: "문구",
        projects: "사업에 미치는 영향",
        judged: "심사한 사업: {}건",
        changed: "결과가 달라진 사업: {}건",
        none_changed: "결과가 달라진 사업이 없습니다.",
        synthetic: "이 사업들은 기준의 수치로 자동 생성한 것이며(시드 {}) 실제 사업이 아닙니다.",
        by_criterion: "기준별",
        one_by_one: "사업별",
        row: "{}행",
        project: "사업",
        outcome: "결과",
        points: "우대 점수",
        reasons: "기준",
        skipped: "읽을 수 없어 심사하지 않은 행",
        absent: "없음",
        added: "추가",
        removed: "삭제",
        altered: "변경",
        outcomes: ["충족", "미충족", "검토 필요", "답변 필요"],
        verdicts: ["충족", "미충족", "미정", "해당 없음"],
        parts: ["기준", "산출량", "수치", "질문", "선택 목록", "표의 행", "지표", "출처", "참고"],
    };

    /// The phrases of this language.
    pub const JA: Self = Self {
        title: "基準の変更とその影響",
        before: "変更前",
        after: "変更後",
        as_of: "{} 時点",
        rules: "変更された規定",
        no_rules: "変更された規定はありません。",
        from: "{} から",
        until: "{} まで",
        none_in_force: "有効な数値なし",
        texts: "文言",
        projects: "事業への影響",
        judged: "審査した事業：{} 件",
        changed: "結果が変わる事業：{} 件",
        none_changed: "結果が変わる事業はありません。",
        synthetic: "これらの事業は基準の数値から自動生成したもので（シード {}）、実在しません。",
        by_criterion: "基準別",
        one_by_one: "事業別",
        row: "{} 行目",
        project: "事業",
        outcome: "結果",
        points: "優先点",
        reasons: "基準",
        skipped: "読み取れず審査しなかった行",
        absent: "なし",
        added: "追加",
        removed: "削除",
        altered: "変更",
        outcomes: ["適合", "不適合", "要審査", "要回答"],
        verdicts: ["適合", "不適合", "未定", "対象外"],
        parts: ["基準", "数量", "数値", "質問", "選択肢一覧", "表の行", "指標", "出典", "注記"],
    };
}
