//! The words of the guided way and of the answers to check.

/// The words of the guided way and of the answers to check.
pub(crate) struct Guided {
    /// The one button under a question.
    pub go_on: &'static str,
    /// A link.
    pub back: &'static str,
    /// The button under a question that is corrected.
    pub save: &'static str,
    /// A choice.
    pub not_known: &'static str,
    /// How many questions are ahead; `{}` is a number.
    pub left: &'static str,
    /// One question is ahead.
    pub left_one: &'static str,
    /// Why there are more; `{}` is a number.
    pub opened: &'static str,
    /// Why there is one more.
    pub opened_one: &'static str,
    /// A fold.
    pub why: &'static str,
    /// Above criteria.
    pub why_lead: &'static str,
    /// No criterion reads it.
    pub why_shown: &'static str,
    /// The heading of the error summary.
    pub errors: &'static str,
    /// An error.
    pub required: &'static str,
    /// A link to the form.
    pub whole_form: &'static str,
    /// A link to the guided way.
    pub one_by_one: &'static str,
    /// A heading: the outcome is certain.
    pub certain: &'static str,
    /// What that means; `{}` answers.
    pub certain_more: &'static str,
    /// A heading: all has been asked, and it is still open.
    pub ended: &'static str,
    /// What is missing; `{}` questions.
    pub ended_more: &'static str,
    /// One is missing.
    pub ended_more_one: &'static str,
    /// A link.
    pub go_on_all: &'static str,
    /// In place of that link.
    pub all_done: &'static str,
    /// Not a single answer.
    pub nothing_yet: &'static str,
    /// A heading: answers that no longer matter.
    pub set_aside: &'static str,
    /// What becomes of them.
    pub set_aside_more: &'static str,
}

/// Vietnamese.
pub(super) const VI: Guided = Guided {
    go_on: "Tiếp tục",
    back: "Quay lại",
    save: "Lưu và quay lại",
    not_known: "Chưa biết – bỏ qua câu này",
    left: "Còn tối đa {} câu",
    left_one: "Còn tối đa 1 câu",
    opened: "Câu trả lời vừa rồi mở thêm {} câu hỏi.",
    opened_one: "Câu trả lời vừa rồi mở thêm 1 câu hỏi.",
    why: "Vì sao hỏi câu này?",
    why_lead: "Câu trả lời được dùng để xét các tiêu chí:",
    why_shown: "Chỉ dùng cho các chỉ số tham khảo, không ảnh hưởng đến kết luận.",
    errors: "Cần xem lại câu trả lời",
    required: "Hãy trả lời, hoặc chọn “Chưa biết”.",
    whole_form: "Chuyển sang cả biểu mẫu",
    one_by_one: "Chuyển sang từng câu hỏi một",
    certain: "Đã có kết luận",
    certain_more: "Với {} câu trả lời, kết luận không còn thay đổi dù trả lời thêm.",
    ended: "Đã hỏi hết các câu",
    ended_more: "Còn {} câu chưa biết. Có thể bổ sung bất cứ lúc nào tại trang kiểm tra câu trả lời.",
    ended_more_one: "Còn 1 câu chưa biết. Có thể bổ sung bất cứ lúc nào tại trang kiểm tra câu trả lời.",
    go_on_all: "Trả lời tiếp để có báo cáo đầy đủ",
    all_done: "Mọi câu hỏi áp dụng cho dự án này đều đã được trả lời hoặc bỏ qua.",
    nothing_yet: "chưa trả lời",
    set_aside: "Câu trả lời không còn dùng đến",
    set_aside_more: "Các câu này không áp dụng cho dự án theo những câu trả lời hiện tại. Chúng vẫn được giữ, phòng khi cần lại.",
};

/// English.
pub(super) const EN: Guided = Guided {
    go_on: "Continue",
    back: "Back",
    save: "Save and return",
    not_known: "Not known yet – leave this out",
    left: "At most {} questions left",
    left_one: "At most 1 question left",
    opened: "Your last answer opened {} more questions.",
    opened_one: "Your last answer opened 1 more question.",
    why: "Why is this asked?",
    why_lead: "The answer is used for these criteria:",
    why_shown: "Used only for indicators; does not change the outcome.",
    errors: "There is a problem",
    required: "Answer the question, or choose “Not known yet”.",
    whole_form: "Switch to the whole form",
    one_by_one: "Switch to one question at a time",
    certain: "The outcome is certain",
    certain_more: "With {} answers, no further answer can change the outcome.",
    ended: "That was the last question",
    ended_more: "{} questions are not known yet. You can add them at any time on the page to check your answers.",
    ended_more_one: "1 question is not known yet. You can add it at any time on the page to check your answers.",
    go_on_all: "Go on for the full report",
    all_done: "Every question that applies to this project has been answered or left out.",
    nothing_yet: "not answered",
    set_aside: "Answers no longer used",
    set_aside_more: "By the present answers these do not apply to the project. They are kept in case they do again.",
};

/// Chinese.
pub(super) const ZH: Guided = Guided {
    go_on: "继续",
    back: "返回",
    save: "保存并返回",
    not_known: "暂不清楚，跳过此题",
    left: "最多还有{}题",
    left_one: "最多还有1题",
    opened: "刚才的答案增加了{}个问题。",
    opened_one: "刚才的答案增加了1个问题。",
    why: "为什么问这个问题？",
    why_lead: "该答案用于审查以下标准：",
    why_shown: "仅用于参考指标，不影响结论。",
    errors: "请检查答案",
    required: "请回答，或选择“暂不清楚”。",
    whole_form: "切换到完整表格",
    one_by_one: "切换到逐题填写",
    certain: "结论已确定",
    certain_more: "已回答{}题，继续回答也不会改变结论。",
    ended: "问题已全部问完",
    ended_more: "还有{}题暂不清楚，可随时在核对答案页面补充。",
    ended_more_one: "还有1题暂不清楚，可随时在核对答案页面补充。",
    go_on_all: "继续回答以获得完整报告",
    all_done: "适用于本项目的所有问题均已回答或跳过。",
    nothing_yet: "未回答",
    set_aside: "不再使用的答案",
    set_aside_more: "根据目前的答案，这些问题不适用于本项目。答案仍会保留，以备再次需要。",
};

/// Korean.
pub(super) const KO: Guided = Guided {
    go_on: "계속",
    back: "뒤로",
    save: "저장하고 돌아가기",
    not_known: "아직 모름 – 이 문항 건너뛰기",
    left: "최대 {}문항 남음",
    left_one: "최대 1문항 남음",
    opened: "방금 답변으로 질문 {}개가 추가되었습니다.",
    opened_one: "방금 답변으로 질문 1개가 추가되었습니다.",
    why: "왜 묻습니까?",
    why_lead: "답변은 다음 기준을 검토하는 데 쓰입니다:",
    why_shown: "참고 지표에만 쓰이며 결론에 영향을 주지 않습니다.",
    errors: "답변을 다시 확인하세요",
    required: "답하거나 ‘아직 모름’을 선택하세요.",
    whole_form: "전체 양식으로 전환",
    one_by_one: "한 문항씩 답하기로 전환",
    certain: "결론이 확정되었습니다",
    certain_more: "답변 {}개로 결론이 확정되어, 더 답해도 바뀌지 않습니다.",
    ended: "질문이 끝났습니다",
    ended_more: "아직 모르는 문항이 {}개 있습니다. 답변 확인 페이지에서 언제든 보완할 수 있습니다.",
    ended_more_one: "아직 모르는 문항이 1개 있습니다. 답변 확인 페이지에서 언제든 보완할 수 있습니다.",
    go_on_all: "전체 보고서를 위해 계속 답하기",
    all_done: "이 사업에 해당하는 모든 질문에 답했거나 건너뛰었습니다.",
    nothing_yet: "답변 없음",
    set_aside: "더 이상 쓰이지 않는 답변",
    set_aside_more: "현재 답변에 따르면 이 사업에 해당하지 않습니다. 다시 필요할 때를 위해 보관합니다.",
};

/// Japanese.
pub(super) const JA: Guided = Guided {
    go_on: "続ける",
    back: "戻る",
    save: "保存して戻る",
    not_known: "まだ分からない（この質問を飛ばす）",
    left: "残り最大{}問",
    left_one: "残り最大1問",
    opened: "直前の回答により質問が{}問増えました。",
    opened_one: "直前の回答により質問が1問増えました。",
    why: "なぜこの質問をするのですか",
    why_lead: "回答は次の基準の審査に使われます。",
    why_shown: "参考指標にのみ使われ、結論には影響しません。",
    errors: "回答をご確認ください",
    required: "回答するか、「まだ分からない」を選んでください。",
    whole_form: "全項目の入力に切り替える",
    one_by_one: "1問ずつに切り替える",
    certain: "結論が確定しました",
    certain_more: "{}件の回答で結論が確定し、これ以上回答しても変わりません。",
    ended: "質問は以上です",
    ended_more: "未回答の質問が{}問あります。回答の確認ページでいつでも補えます。",
    ended_more_one: "未回答の質問が1問あります。回答の確認ページでいつでも補えます。",
    go_on_all: "完全な報告のために続ける",
    all_done: "このプロジェクトに該当する質問はすべて回答済みか省略済みです。",
    nothing_yet: "未回答",
    set_aside: "使われなくなった回答",
    set_aside_more: "現在の回答では該当しません。再び必要になる場合に備えて保存されています。",
};
