//! Korean.

use super::Phrases;

pub(super) const PHRASES: Phrases = Phrases {
    accepted: "기준 충족",
    rejected: "기준 미충족",
    needs_review: "관리기관 검토 필요",
    needs_answers: "답변 부족",
    still_possible: "기준을 충족할 가능성이 있습니다.",
    points: "우대 점수",
    missing: "부족한 답변",
    blocks: "미충족",
    open: "미확인",
    met: "충족",
    priorities: "우대 항목",
    notes: "참고 사항과 투자 인센티브",
    unknown: "미확인",
    source: "출처",
    unverified: "원문 미대조",
    derived: "참고용이며 법령이 아님",
    advisory: "공개된 기준에 따른 사전심사 결과이며, 관할 기관의 결정을 대신하지 않습니다.",
    from: "시행일",
    overdue: "재검토 기한 경과",
    indicators: "투자 효율 지표",
    accepted_short: "충족",
    rejected_short: "미충족",
    review_short: "검토 필요",
    answers_short: "답변 필요",
    impossible_short: "답변과 검토 필요",
};
