//! The words about what can still become of a project and what would have to change.

/// The words about what can still become of a project and what would have to change.
pub(crate) struct Outlook {
    /// The outcome will be another one for certain; `{}` is an outcome.
    pub certain_other: &'static str,
    /// Acceptance is possible.
    pub can_accept: &'static str,
    /// Acceptance is not possible as things stand.
    pub cannot_accept: &'static str,
    /// A heading; `{}` criteria.
    pub risks: &'static str,
    /// What the criteria are.
    pub risks_more: &'static str,
    /// A heading: changes that lead to acceptance.
    pub changes: &'static str,
    /// A heading: changes that lead to a person's decision.
    pub changes_review: &'static str,
    /// What the proposals are.
    pub changes_more: &'static str,
    /// Where they lead.
    pub changes_review_more: &'static str,
    /// A proposal; `{}` is its number.
    pub proposal: &'static str,
    /// Above answers that are only missing.
    pub and_answer: &'static str,
    /// A fold.
    pub others: &'static str,
    /// A button.
    pub apply: &'static str,
    /// Its full name; `{}` is a number.
    pub apply_of: &'static str,
    /// A fold; `{}` proposals.
    pub more_proposals: &'static str,
    /// There may be more proposals.
    pub incomplete: &'static str,
    /// Nothing would do.
    pub no_way: &'static str,
    /// Whom to ask then.
    pub no_way_ask: &'static str,
    /// A heading: the criteria one by one.
    pub reasons: &'static str,
    /// A heading: what an accepted project could gain.
    pub gains: &'static str,
    /// What the gains are.
    pub gains_more: &'static str,
    /// What a change gains; `{}` points.
    pub gain_points: &'static str,
    /// Above incentives that a change opens.
    pub gain_incentives: &'static str,
    /// A fold; `{}` limits.
    pub slack: &'static str,
    /// A limit.
    pub limit: &'static str,
    /// How far an amount is from a limit.
    pub room: &'static str,
    /// While proposals are computed.
    pub searching: &'static str,
    /// A notice; `{}` are labels.
    pub applied: &'static str,
    /// A button in the notice.
    pub undo: &'static str,
}

/// Vietnamese.
pub(super) const VI: Outlook = Outlook {
    certain_other: "Dù trả lời các câu còn lại thế nào, kết luận sẽ là: {}.",
    can_accept: "Vẫn có thể được chấp thuận.",
    cannot_accept: "Với các câu trả lời hiện tại, không còn khả năng được chấp thuận.",
    risks: "Điều gì còn có thể đổi kết luận ({})",
    risks_more: "Các tiêu chí này chưa rõ và còn có thể không đạt, tùy câu trả lời.",
    changes: "Cần thay đổi gì để được chấp thuận",
    changes_review: "Cần thay đổi gì để không bị loại",
    changes_more: "Mỗi phương án là một nhóm thay đổi vừa đủ, đã được xét thử. Phương án ít thay đổi nhất đứng đầu.",
    changes_review_more: "Sau đó cơ quan quản lý xem xét và quyết định.",
    proposal: "Phương án {}",
    and_answer: "Đồng thời các câu còn thiếu cần được trả lời như sau, hoặc tương tự:",
    others: "Giá trị khác cũng được",
    apply: "Áp dụng thử",
    apply_of: "Áp dụng thử phương án {}",
    more_proposals: "{} phương án khác",
    incomplete: "Có thể còn những phương án khác.",
    no_way: "Không có thay đổi nào trong khả năng của nhà đầu tư làm cho dự án đạt:",
    no_way_ask: "Nên trao đổi với cơ quan đầu mối trước khi điều chỉnh dự án.",
    reasons: "Vì sao: từng tiêu chí",
    gains: "Có thể được thêm điểm hoặc ưu đãi",
    gains_more: "Mỗi thay đổi dưới đây đã được xét thử và dự án vẫn đáp ứng tiêu chí. Thay đổi dễ nhất đứng đầu.",
    gain_points: "Thêm {} điểm",
    gain_incentives: "Có thể được hưởng thêm:",
    slack: "Còn cách giới hạn bao xa ({})",
    limit: "Giới hạn",
    room: "Còn dư",
    searching: "Đang tìm phương án thay đổi…",
    applied: "Đã áp dụng thử thay đổi: {}.",
    undo: "Hoàn tác",
};

/// English.
pub(super) const EN: Outlook = Outlook {
    certain_other: "Whatever the remaining answers, the outcome will be: {}.",
    can_accept: "The project can still be accepted.",
    cannot_accept: "By the present answers the project can no longer be accepted.",
    risks: "What can still change the outcome ({})",
    risks_more: "These criteria are open and may still be unmet, depending on the answers.",
    changes: "What would have to change to be accepted",
    changes_review: "What would have to change not to be rejected",
    changes_more: "Each proposal is just enough, and has been decided by way of trial. The nearest comes first.",
    changes_review_more: "A person then decides.",
    proposal: "Proposal {}",
    and_answer: "The missing questions would have to be answered like this:",
    others: "Other values that would do",
    apply: "Try this",
    apply_of: "Try proposal {}",
    more_proposals: "{} more proposals",
    incomplete: "There may be other ways.",
    no_way: "Nothing that the investor can change would meet:",
    no_way_ask: "Talk to the authority before you revise the project.",
    reasons: "Why: the criteria one by one",
    gains: "What would gain points or incentives",
    gains_more: "Each change has been decided by way of trial, and the project still meets the criteria. The easiest comes first.",
    gain_points: "{} points more",
    gain_incentives: "It may then qualify for:",
    slack: "How far from the limits ({})",
    limit: "Limit",
    room: "To spare",
    searching: "Looking for what would have to change…",
    applied: "Tried a change of: {}.",
    undo: "Undo",
};

/// Chinese.
pub(super) const ZH: Outlook = Outlook {
    certain_other: "无论其余问题如何回答，结论都将是：{}。",
    can_accept: "仍有可能获准。",
    cannot_accept: "按目前的答案，已不可能获准。",
    risks: "哪些标准仍可能改变结论（{}）",
    risks_more: "这些标准尚未明确，视答案而定仍可能不达标。",
    changes: "需作哪些调整才能获准",
    changes_review: "需作哪些调整才不被否决",
    changes_more: "每个方案都恰好足够，并已试算。改动最少的排在最前。",
    changes_review_more: "之后由主管机关审查决定。",
    proposal: "方案{}",
    and_answer: "同时，未答的问题需如下回答：",
    others: "其他可行的取值",
    apply: "试用此方案",
    apply_of: "试用方案{}",
    more_proposals: "另有{}个方案",
    incomplete: "可能还有其他方案。",
    no_way: "投资者可作的任何调整都无法使项目满足：",
    no_way_ask: "调整项目前，建议先与主管单位沟通。",
    reasons: "原因：逐项标准",
    gains: "如何获得更多得分或优惠",
    gains_more: "每项调整均已试算，项目仍符合标准。最容易的排在最前。",
    gain_points: "增加{}分",
    gain_incentives: "还可能享受：",
    slack: "距离限值还有多少（{}）",
    limit: "限值",
    room: "余量",
    searching: "正在查找可行的调整…",
    applied: "已试用更改：{}。",
    undo: "撤销",
};

/// Korean.
pub(super) const KO: Outlook = Outlook {
    certain_other: "남은 질문에 어떻게 답해도 결론은 다음과 같습니다: {}.",
    can_accept: "아직 승인될 수 있습니다.",
    cannot_accept: "현재 답변으로는 더 이상 승인될 수 없습니다.",
    risks: "결론을 바꿀 수 있는 기준 ({})",
    risks_more: "이 기준들은 아직 정해지지 않았으며 답변에 따라 미달할 수 있습니다.",
    changes: "승인받으려면 무엇을 바꿔야 하는가",
    changes_review: "탈락하지 않으려면 무엇을 바꿔야 하는가",
    changes_more: "각 방안은 꼭 필요한 만큼이며 시험 심사를 거쳤습니다. 변경이 가장 적은 방안이 먼저입니다.",
    changes_review_more: "그 뒤 관할 기관이 검토하여 결정합니다.",
    proposal: "방안 {}",
    and_answer: "아울러 빠진 질문은 다음과 같이 답해야 합니다:",
    others: "가능한 다른 값",
    apply: "적용해 보기",
    apply_of: "방안 {} 적용해 보기",
    more_proposals: "다른 방안 {}개",
    incomplete: "다른 방안이 더 있을 수 있습니다.",
    no_way: "투자자가 바꿀 수 있는 것으로는 다음을 충족할 수 없습니다:",
    no_way_ask: "사업을 조정하기 전에 담당 기관과 상의하십시오.",
    reasons: "이유: 기준별 결과",
    gains: "점수나 혜택을 더 얻는 방법",
    gains_more: "각 변경은 시험 심사를 거쳤으며 사업은 여전히 기준을 충족합니다. 가장 쉬운 것이 먼저입니다.",
    gain_points: "{}점 추가",
    gain_incentives: "추가로 받을 수 있는 혜택:",
    slack: "한도까지의 여유 ({})",
    limit: "한도",
    room: "여유",
    searching: "변경 방안을 찾는 중…",
    applied: "시험 적용한 변경: {}.",
    undo: "되돌리기",
};

/// Japanese.
pub(super) const JA: Outlook = Outlook {
    certain_other: "残りの質問にどう答えても、結論は次のとおりです：{}。",
    can_accept: "まだ承認される可能性があります。",
    cannot_accept: "現在の回答では、承認される可能性はもうありません。",
    risks: "結論を変えうる基準（{}）",
    risks_more: "これらの基準は未確定で、回答によっては満たされない可能性があります。",
    changes: "承認されるには何を変えるべきか",
    changes_review: "不採択を避けるには何を変えるべきか",
    changes_more: "各案は必要最小限で、試しに審査済みです。変更の少ない順に示します。",
    changes_review_more: "その後、所管機関が審査して決定します。",
    proposal: "案{}",
    and_answer: "あわせて、未回答の質問には次のように答える必要があります。",
    others: "ほかに可能な値",
    apply: "この案を試す",
    apply_of: "案{}を試す",
    more_proposals: "ほかの案{}件",
    incomplete: "ほかの案もありえます。",
    no_way: "投資家が変更できる範囲では、次を満たすことができません。",
    no_way_ask: "計画を見直す前に、窓口機関にご相談ください。",
    reasons: "理由：基準ごとの結果",
    gains: "点数や優遇を増やすには",
    gains_more: "各変更は試しに審査済みで、プロジェクトは引き続き基準を満たします。容易な順に示します。",
    gain_points: "{}点増える",
    gain_incentives: "新たに受けられる可能性のある優遇：",
    slack: "限度までの余裕（{}）",
    limit: "限度",
    room: "余裕",
    searching: "変更案を探しています…",
    applied: "次の変更を試しました：{}。",
    undo: "元に戻す",
};
