//! What stands in the sheets of a workbook around the rulebook's own words.

use crate::{Outcome, Verdict};
use sangloc_rulebook::Language;

/// Headings and hints of one language. The names of sheets hold at most 31 letters.
pub(crate) struct WorkbookWords {
    /// A sheet.
    pub(crate) answers: &'static str,
    /// A sheet.
    pub(crate) choices: &'static str,
    /// A sheet.
    pub(crate) findings: &'static str,
    /// How to fill the sheet of answers.
    pub(crate) intro: &'static str,
    /// A column.
    pub(crate) question: &'static str,
    /// A column.
    pub(crate) answer: &'static str,
    /// A column.
    pub(crate) unit: &'static str,
    /// A column.
    pub(crate) allowed: &'static str,
    /// A column: the name of a choice.
    pub(crate) name: &'static str,
    /// Where the choices are.
    pub(crate) see_choices: &'static str,
    /// Any number of choices; `{}` is the word for none of them.
    pub(crate) several: &'static str,
    /// How a day is written.
    pub(crate) day: &'static str,
    /// A line.
    pub(crate) outcome: &'static str,
    /// A line.
    pub(crate) points: &'static str,
    /// A line: the day whose rules were applied.
    pub(crate) as_of: &'static str,
    /// A line: the rulebook and its version.
    pub(crate) rules: &'static str,
    /// A line: the sha256 of the rulebook's file.
    pub(crate) identity: &'static str,
    /// A line: the code of the record.
    pub(crate) reference: &'static str,
    /// A line.
    pub(crate) notice: &'static str,
    /// The columns of findings: code, title, verdict, whether it stands in the way, given, required,
    /// in force since, source, remedy.
    columns: [&'static str; 9],
    /// Accepted, rejected, needs review, needs answers.
    outcomes: [&'static str; 4],
    /// Met, unmet, unknown, not applicable.
    verdicts: [&'static str; 4],
}

impl WorkbookWords {
    /// The words of a language; English where a language has none yet.
    pub(crate) fn of(language: &Language) -> &'static Self {
        match language.0.as_str() {
            "vi" => &VI,
            "zh" => &ZH,
            "ko" => &KO,
            "ja" => &JA,
            _ => &EN,
        }
    }

    /// The headings of the columns of findings.
    pub(crate) fn finding_columns(&self) -> [&'static str; 9] {
        self.columns
    }

    /// An outcome.
    pub(crate) fn outcome(&self, outcome: Outcome) -> &'static str {
        let [accepted, rejected, needs_review, needs_answers] = self.outcomes;
        match outcome {
            Outcome::Accepted => accepted,
            Outcome::Rejected => rejected,
            Outcome::NeedsReview => needs_review,
            Outcome::NeedsAnswers => needs_answers,
        }
    }

    /// A verdict.
    pub(crate) fn verdict(&self, verdict: Verdict) -> &'static str {
        let [met, unmet, unknown, not_applicable] = self.verdicts;
        match verdict {
            Verdict::Met => met,
            Verdict::Unmet => unmet,
            Verdict::Unknown => unknown,
            Verdict::NotApplicable => not_applicable,
        }
    }
}

const VI: WorkbookWords = WorkbookWords {
    answers: "Trả lời",
    choices: "Lựa chọn",
    findings: "Kết quả",
    intro: "Điền cột “Trả lời” (và “Đơn vị” nếu cần); ô để trống là chưa biết. Không sửa cột id. Sau đó mở tệp này trên trang sàng lọc.",
    question: "Câu hỏi",
    answer: "Trả lời",
    unit: "Đơn vị",
    allowed: "Giá trị cho phép",
    name: "Tên lựa chọn",
    see_choices: "Chọn một tên trong trang tính “Lựa chọn”",
    several: "Các tên trong trang tính “Lựa chọn”, mỗi dòng một tên; hoặc “{}”",
    day: "Ngày, viết là 22/11/2026",
    outcome: "Kết luận",
    points: "Điểm ưu tiên",
    as_of: "Quy định tại ngày",
    rules: "Bộ tiêu chí",
    identity: "Mã định danh bộ tiêu chí (sha256)",
    reference: "Mã tham chiếu",
    notice: "Lưu ý",
    columns: [
        "Mã",
        "Tiêu chí",
        "Kết quả",
        "Lý do bị loại",
        "Dự án",
        "Yêu cầu",
        "Hiệu lực từ",
        "Căn cứ",
        "Hướng khắc phục",
    ],
    outcomes: [
        "Đáp ứng tiêu chí – có thể được chấp thuận",
        "Không đáp ứng tiêu chí – bị loại",
        "Cần cơ quan quản lý xem xét",
        "Chưa đủ thông tin để kết luận",
    ],
    verdicts: ["Đạt", "Không đạt", "Chưa rõ", "Không áp dụng"],
};

const EN: WorkbookWords = WorkbookWords {
    answers: "Answers",
    choices: "Choices",
    findings: "Findings",
    intro: "Fill in the column “Answer” (and “Unit” where needed); an empty cell means not known yet. Leave the column id as it is. Then open this file on the screening page.",
    question: "Question",
    answer: "Answer",
    unit: "Unit",
    allowed: "Allowed answers",
    name: "Name of the choice",
    see_choices: "One name from the sheet “Choices”",
    several: "Names from the sheet “Choices”, one a line; or “{}”",
    day: "A day, written as 2026-11-22",
    outcome: "Outcome",
    points: "Priority points",
    as_of: "Rules as of",
    rules: "Criteria set",
    identity: "Identity of the criteria set (sha256)",
    reference: "Reference code",
    notice: "Please note",
    columns: [
        "Code",
        "Criterion",
        "Verdict",
        "Reason for rejection",
        "Project",
        "Required",
        "In force since",
        "Source",
        "What can be done",
    ],
    outcomes: [
        "Meets the criteria – can be accepted",
        "Does not meet the criteria – rejected",
        "Needs review by the authority",
        "Not enough answers yet",
    ],
    verdicts: ["Met", "Not met", "Not known yet", "Does not apply"],
};

const ZH: WorkbookWords = WorkbookWords {
    answers: "回答",
    choices: "选项",
    findings: "审查结果",
    intro: "请填写“回答”列（必要时填写“单位”列）；空白表示尚不清楚。请勿修改 id 列。填好后在筛选页面打开本文件。",
    question: "问题",
    answer: "回答",
    unit: "单位",
    allowed: "允许的回答",
    name: "选项名称",
    see_choices: "从“选项”工作表中选一个名称",
    several: "“选项”工作表中的名称，每行一个；或“{}”",
    day: "日期，写作 2026-11-22",
    outcome: "结论",
    points: "优先分",
    as_of: "适用规则日期",
    rules: "标准集",
    identity: "标准集标识（sha256）",
    reference: "参考编号",
    notice: "请注意",
    columns: ["编号", "标准", "结果", "否决原因", "项目", "要求", "生效日期", "依据", "改进办法"],
    outcomes: [
        "符合准入条件——可予准入",
        "不符合准入条件——不予准入",
        "须由主管部门审查",
        "信息不足，尚无结论",
    ],
    verdicts: ["符合", "不符合", "未定", "不适用"],
};

const KO: WorkbookWords = WorkbookWords {
    answers: "답변",
    choices: "선택지",
    findings: "심사 결과",
    intro: "“답변” 열(필요하면 “단위” 열)을 채우십시오. 빈칸은 아직 모름을 뜻합니다. id 열은 고치지 마십시오. 그런 다음 심사 페이지에서 이 파일을 여십시오.",
    question: "질문",
    answer: "답변",
    unit: "단위",
    allowed: "가능한 답변",
    name: "선택지 이름",
    see_choices: "“선택지” 시트의 이름 하나",
    several: "“선택지” 시트의 이름, 한 줄에 하나씩. 또는 “{}”",
    day: "날짜, 2026-11-22 형식",
    outcome: "결론",
    points: "우대 점수",
    as_of: "적용 규정 기준일",
    rules: "기준집",
    identity: "기준집 식별값(sha256)",
    reference: "참조 번호",
    notice: "유의 사항",
    columns: ["번호", "기준", "결과", "부적격 사유", "사업", "요건", "시행일", "근거", "개선 방법"],
    outcomes: [
        "기준 충족 – 적격",
        "기준 미충족 – 부적격",
        "관리기관 검토 필요",
        "판단에 필요한 답변 부족",
    ],
    verdicts: ["충족", "미충족", "미확인", "적용 안 됨"],
};

const JA: WorkbookWords = WorkbookWords {
    answers: "回答",
    choices: "選択肢",
    findings: "判定結果",
    intro: "「回答」列（必要なら「単位」列）に記入してください。空欄は未定を意味します。id 列は変更しないでください。記入後、審査ページでこのファイルを開いてください。",
    question: "質問",
    answer: "回答",
    unit: "単位",
    allowed: "可能な回答",
    name: "選択肢の名称",
    see_choices: "「選択肢」シートの名称を一つ",
    several: "「選択肢」シートの名称を一行に一つ。または「{}」",
    day: "日付（2026-11-22 の形式）",
    outcome: "結論",
    points: "優遇点",
    as_of: "適用規則の基準日",
    rules: "基準集",
    identity: "基準集の識別値（sha256）",
    reference: "照会番号",
    notice: "ご注意",
    columns: ["番号", "基準", "判定", "不可の理由", "事業", "要件", "施行日", "根拠", "改善方法"],
    outcomes: [
        "基準に適合 – 受入れ可能",
        "基準に不適合 – 受入れ不可",
        "当局による審査が必要",
        "回答が不足しているため判定できません",
    ],
    verdicts: ["適合", "不適合", "未確定", "該当なし"],
};
