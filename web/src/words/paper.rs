//! The words of the report on paper.

/// The words of the report on paper.
pub(crate) struct Paper {
    /// The heading.
    pub title: &'static str,
    /// `{}` day of the run.
    pub run: &'static str,
    /// `{}` is a day.
    pub as_of: &'static str,
    /// `{}` version, `{}` identity.
    pub rules: &'static str,
    /// The outcome cannot change.
    pub certain: &'static str,
    /// The outcome can change; `{}` questions are open.
    pub uncertain: &'static str,
    /// A heading: what to do.
    pub change: &'static str,
    /// A heading.
    pub answers: &'static str,
    /// A heading: sources by number.
    pub sources: &'static str,
    /// `{}` codes.
    pub not_applicable: &'static str,
    /// Before the advisory notice.
    pub notice: &'static str,
}

/// Vietnamese.
pub(super) const VI: Paper = Paper {
    title: "Phiếu kết quả sàng lọc dự án đầu tư",
    run: "Ngày chạy: {}",
    as_of: "Quy định tại ngày: {}",
    rules: "Bộ tiêu chí phiên bản {}, mã {}",
    certain: "Kết luận này không thay đổi dù trả lời thêm.",
    uncertain: "Kết luận còn có thể thay đổi: còn {} câu chưa trả lời.",
    change: "Cần thay đổi gì",
    answers: "Các câu trả lời đã khai",
    sources: "Văn bản được dẫn",
    not_applicable: "Không áp dụng cho dự án này: {}.",
    notice: "Lưu ý",
};

/// English.
pub(super) const EN: Paper = Paper {
    title: "Report of the investment screening",
    run: "Date of the run: {}",
    as_of: "Rules as of: {}",
    rules: "Criteria version {}, identity {}",
    certain: "Further answers cannot change this outcome.",
    uncertain: "This outcome can still change: {} questions are unanswered.",
    change: "What to change",
    answers: "Answers given",
    sources: "Sources",
    not_applicable: "Do not apply to this project: {}.",
    notice: "Please note",
};

/// Chinese.
pub(super) const ZH: Paper = Paper {
    title: "投资项目筛选结果单",
    run: "运行日期：{}",
    as_of: "适用规则日期：{}",
    rules: "标准集版本{}，标识{}",
    certain: "再回答问题也不会改变此结论。",
    uncertain: "此结论仍可能改变：还有{}个问题未回答。",
    change: "需要改变什么",
    answers: "已填写的答案",
    sources: "引用文件",
    not_applicable: "不适用于本项目：{}。",
    notice: "请注意",
};

/// Korean.
pub(super) const KO: Paper = Paper {
    title: "투자 사업 심사 결과서",
    run: "실행일: {}",
    as_of: "적용 규정 기준일: {}",
    rules: "기준집 버전 {}, 식별값 {}",
    certain: "추가 답변으로 결론이 바뀌지 않습니다.",
    uncertain: "결론이 바뀔 수 있습니다. 미답변 질문 {}개.",
    change: "무엇을 바꿔야 하는가",
    answers: "입력한 답변",
    sources: "인용 문서",
    not_applicable: "이 사업에 적용되지 않음: {}.",
    notice: "유의 사항",
};

/// Japanese.
pub(super) const JA: Paper = Paper {
    title: "投資案件審査結果票",
    run: "実行日：{}",
    as_of: "適用規則の基準日：{}",
    rules: "基準集 版{}、識別値{}",
    certain: "これ以上回答してもこの結論は変わりません。",
    uncertain: "この結論は変わる可能性があります。未回答の質問{}件。",
    change: "変更すべき点",
    answers: "入力した回答",
    sources: "引用文書",
    not_applicable: "この案件には適用されません：{}。",
    notice: "ご注意",
};
