//! The words of the places and of the start page.

/// The words of the places and of the start page.
pub(crate) struct Journey {
    /// A place.
    pub start: &'static str,
    /// A place and a way in: one question at a time.
    pub guided: &'static str,
    /// A place and a way in: the whole form.
    pub form: &'static str,
    /// A place: the answers, to check.
    pub answers: &'static str,
    /// A place.
    pub result: &'static str,
    /// The name of the guided way in the navigation.
    pub menu_guided: &'static str,
    /// The name of the form in the navigation.
    pub menu_form: &'static str,
    /// The name of the answers in the navigation.
    pub menu_answers: &'static str,
    /// The name of the navigation.
    pub menu: &'static str,
    /// A link for keyboards.
    pub skip_to_content: &'static str,
    /// Before a title; `{}` is the title.
    pub error_title: &'static str,
    /// Beside a list that goes on; `{}` entries.
    pub more: &'static str,
    /// The heading of the start page.
    pub start_title: &'static str,
    /// What one gets.
    pub start_lead: &'static str,
    /// What the guided way is.
    pub guided_more: &'static str,
    /// What the whole form is.
    pub form_more: &'static str,
    /// A heading; answers are there.
    pub resume: &'static str,
    /// `{}` answers.
    pub resume_more: &'static str,
    /// One answer.
    pub resume_more_one: &'static str,
    /// A link.
    pub go_on: &'static str,
    /// A link.
    pub see_result: &'static str,
    /// A link.
    pub see_answers: &'static str,
    /// A heading.
    pub time: &'static str,
    /// How long it takes.
    pub time_more: &'static str,
    /// A heading.
    pub at_hand: &'static str,
    /// What to have at hand.
    pub at_hand_more: &'static str,
    /// A heading.
    pub who_decides: &'static str,
    /// `{}` is the authority.
    pub who_decides_more: &'static str,
    /// A heading.
    pub private: &'static str,
    /// Where answers go.
    pub private_more: &'static str,
    /// A heading: other channels.
    pub other_ways: &'static str,
}

/// Vietnamese.
pub(super) const VI: Journey = Journey {
    start: "Trang đầu",
    guided: "Từng câu hỏi một",
    form: "Cả biểu mẫu",
    answers: "Kiểm tra câu trả lời",
    result: "Kết quả",
    menu_guided: "Từng câu hỏi",
    menu_form: "Biểu mẫu",
    menu_answers: "Câu trả lời",
    menu: "Các trang",
    skip_to_content: "Đến nội dung chính",
    error_title: "Lỗi: {}",
    more: "và {} mục khác",
    start_title: "Dự án của quý vị có phù hợp với tiêu chí thu hút đầu tư của Quảng Ninh không?",
    start_lead: "Trả lời một số câu hỏi để biết dự án có đáp ứng tiêu chí không, vì sao, theo văn bản nào và cần thay đổi gì.",
    guided_more: "Chỉ hỏi những câu còn ảnh hưởng đến kết luận và dừng ngay khi đã có kết luận.",
    form_more: "Xem mọi câu hỏi trên một trang, kết quả thay đổi ngay theo từng câu trả lời.",
    resume: "Tiếp tục từ lần trước",
    resume_more: "Trên thiết bị này đang có {} câu trả lời.",
    resume_more_one: "Trên thiết bị này đang có 1 câu trả lời.",
    go_on: "Tiếp tục trả lời",
    see_result: "Xem kết quả",
    see_answers: "Kiểm tra câu trả lời",
    time: "Mất bao lâu",
    time_more: "Khoảng 10–15 phút. Câu chưa biết có thể bỏ qua và bổ sung sau.",
    at_hand: "Nên có sẵn",
    at_hand_more: "Vốn đầu tư, diện tích đất, công nghệ và thiết bị, nước thải, lao động dự kiến.",
    who_decides: "Ai quyết định",
    who_decides_more: "Đây là bước tự kiểm tra, không phải chấp thuận. Việc quyết định thuộc cơ quan có thẩm quyền; đầu mối: {}.",
    private: "Nội dung khai ở lại trên thiết bị",
    private_more: "Không có câu trả lời nào được gửi đi.",
    other_ways: "Cách khác",
};

/// English.
pub(super) const EN: Journey = Journey {
    start: "Start",
    guided: "One question at a time",
    form: "The whole form",
    answers: "Check your answers",
    result: "Result",
    menu_guided: "Questions",
    menu_form: "Form",
    menu_answers: "Answers",
    menu: "Pages",
    skip_to_content: "Skip to the content",
    error_title: "Error: {}",
    more: "and {} more",
    start_title: "Does your project meet the investment criteria of Quảng Ninh?",
    start_lead: "Answer some questions to learn whether your project meets the criteria, why, by which document, and what would have to change.",
    guided_more: "Asks only what can still change the outcome, and stops as soon as it is certain.",
    form_more: "All questions on one page; the result follows each answer at once.",
    resume: "Continue where you left off",
    resume_more: "There are {} answers on this device.",
    resume_more_one: "There is 1 answer on this device.",
    go_on: "Go on answering",
    see_result: "See the result",
    see_answers: "Check your answers",
    time: "How long it takes",
    time_more: "About 10 to 15 minutes. You can leave out what you do not know yet and add it later.",
    at_hand: "What to have at hand",
    at_hand_more: "Capital, land area, technology and equipment, wastewater, planned labour.",
    who_decides: "Who decides",
    who_decides_more: "This is a self-check, not an approval. The competent authority decides; contact: {}.",
    private: "What you enter stays on this device",
    private_more: "No answer is sent anywhere.",
    other_ways: "Other ways",
};

/// Chinese.
pub(super) const ZH: Journey = Journey {
    start: "首页",
    guided: "逐题填写",
    form: "完整表格",
    answers: "核对答案",
    result: "结果",
    menu_guided: "问题",
    menu_form: "表格",
    menu_answers: "答案",
    menu: "页面",
    skip_to_content: "跳到主要内容",
    error_title: "错误：{}",
    more: "另有{}项",
    start_title: "您的项目是否符合广宁省的投资准入标准？",
    start_lead: "回答若干问题，即可了解项目是否符合标准、原因、依据的文件以及需要作出的调整。",
    guided_more: "只询问仍会影响结论的问题，结论一经确定即停止。",
    form_more: "所有问题显示在一页上，结果随每个答案即时更新。",
    resume: "继续上次的填写",
    resume_more: "此设备上已保存{}个答案。",
    resume_more_one: "此设备上已保存1个答案。",
    go_on: "继续回答",
    see_result: "查看结果",
    see_answers: "核对答案",
    time: "所需时间",
    time_more: "约10–15分钟。暂不清楚的问题可以跳过，以后再补充。",
    at_hand: "请准备",
    at_hand_more: "投资额、用地面积、技术和设备、废水、计划用工。",
    who_decides: "由谁决定",
    who_decides_more: "这是自查，不是批准。由主管机关作出决定；联系单位：{}。",
    private: "填写内容保留在本设备",
    private_more: "任何答案都不会被发送。",
    other_ways: "其他途径",
};

/// Korean.
pub(super) const KO: Journey = Journey {
    start: "처음",
    guided: "한 문항씩",
    form: "전체 양식",
    answers: "답변 확인",
    result: "결과",
    menu_guided: "질문",
    menu_form: "양식",
    menu_answers: "답변",
    menu: "페이지",
    skip_to_content: "본문으로 이동",
    error_title: "오류: {}",
    more: "그 밖에 {}개",
    start_title: "귀사의 사업이 꽝닌성의 투자 유치 기준에 부합합니까?",
    start_lead: "몇 가지 질문에 답하면 사업이 기준에 부합하는지, 그 이유와 근거 문서, 바꿔야 할 사항을 알 수 있습니다.",
    guided_more: "결론에 영향을 주는 것만 묻고, 결론이 확정되면 바로 멈춥니다.",
    form_more: "모든 질문을 한 페이지에 보여 주며, 결과가 답변에 따라 바로 바뀝니다.",
    resume: "이어서 진행하기",
    resume_more: "이 기기에 답변 {}개가 저장되어 있습니다.",
    resume_more_one: "이 기기에 답변 1개가 저장되어 있습니다.",
    go_on: "계속 답하기",
    see_result: "결과 보기",
    see_answers: "답변 확인하기",
    time: "소요 시간",
    time_more: "약 10~15분. 아직 모르는 문항은 건너뛰고 나중에 보완할 수 있습니다.",
    at_hand: "준비할 자료",
    at_hand_more: "투자 자본, 토지 면적, 기술과 설비, 폐수, 예정 인력.",
    who_decides: "결정 기관",
    who_decides_more: "이는 자가 점검이며 승인이 아닙니다. 결정은 관할 기관이 합니다. 담당: {}.",
    private: "입력 내용은 이 기기에만 남습니다",
    private_more: "어떤 답변도 전송되지 않습니다.",
    other_ways: "다른 방법",
};

/// Japanese.
pub(super) const JA: Journey = Journey {
    start: "最初のページ",
    guided: "1問ずつ",
    form: "全項目の入力",
    answers: "回答の確認",
    result: "結果",
    menu_guided: "質問",
    menu_form: "入力表",
    menu_answers: "回答",
    menu: "ページ",
    skip_to_content: "本文へ移動",
    error_title: "エラー：{}",
    more: "ほか{}件",
    start_title: "貴社のプロジェクトはクアンニン省の投資誘致基準に適合しますか",
    start_lead: "いくつかの質問に答えると、基準を満たすかどうか、その理由、根拠となる文書、変更すべき点が分かります。",
    guided_more: "結論に影響する質問だけを行い、結論が確定した時点で終わります。",
    form_more: "すべての質問を1ページに表示し、結果は回答ごとにすぐ変わります。",
    resume: "前回の続きから",
    resume_more: "この端末に{}件の回答が保存されています。",
    resume_more_one: "この端末に1件の回答が保存されています。",
    go_on: "回答を続ける",
    see_result: "結果を見る",
    see_answers: "回答を確認する",
    time: "所要時間",
    time_more: "約10〜15分です。まだ分からない質問は飛ばして、後で補うことができます。",
    at_hand: "手元に用意するもの",
    at_hand_more: "投資額、用地面積、技術と設備、排水、予定人員。",
    who_decides: "決定する機関",
    who_decides_more: "これは自己点検であり、承認ではありません。決定は所管機関が行います。窓口：{}。",
    private: "入力内容はこの端末に残ります",
    private_more: "回答はどこにも送信されません。",
    other_ways: "その他の方法",
};
