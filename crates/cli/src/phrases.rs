//! The words around a report in a terminal, by language.

use sangloc_rulebook::Language;
use sangloc_screening::Outcome;

/// The words around a report in a terminal.
pub(crate) struct Phrases {
    pub(crate) accepted: &'static str,
    pub(crate) rejected: &'static str,
    pub(crate) needs_review: &'static str,
    pub(crate) needs_answers: &'static str,
    pub(crate) still_possible: &'static str,
    pub(crate) points: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) blocks: &'static str,
    pub(crate) open: &'static str,
    pub(crate) met: &'static str,
    pub(crate) priorities: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) source: &'static str,
    pub(crate) unverified: &'static str,
    pub(crate) derived: &'static str,
    pub(crate) advisory: &'static str,
    pub(crate) from: &'static str,
    pub(crate) overdue: &'static str,
    pub(crate) indicators: &'static str,
    pub(crate) accepted_short: &'static str,
    pub(crate) rejected_short: &'static str,
    pub(crate) review_short: &'static str,
    pub(crate) answers_short: &'static str,
    pub(crate) impossible_short: &'static str,
}

const VI: Phrases = Phrases {
    accepted: "ĐÁP ỨNG TIÊU CHÍ",
    rejected: "KHÔNG ĐÁP ỨNG TIÊU CHÍ",
    needs_review: "CẦN CƠ QUAN QUẢN LÝ XEM XÉT",
    needs_answers: "CHƯA ĐỦ THÔNG TIN",
    still_possible: "Dự án vẫn có thể đáp ứng.",
    points: "Điểm ưu tiên",
    missing: "Còn thiếu",
    blocks: "Không đáp ứng",
    open: "Chưa rõ",
    met: "Đáp ứng",
    priorities: "Ưu tiên",
    notes: "Lưu ý và ưu đãi",
    unknown: "chưa biết",
    source: "Nguồn",
    unverified: "chưa đối chiếu nguyên văn",
    derived: "mức tham khảo, không phải quy định pháp luật",
    advisory: "Kết quả sàng lọc theo tiêu chí đã công bố, không thay thế quyết định của cơ quan có thẩm quyền.",
    from: "có hiệu lực từ",
    overdue: "đã quá hạn rà soát",
    indicators: "Chỉ số hiệu quả đầu tư",
    accepted_short: "đáp ứng",
    rejected_short: "không đáp ứng",
    review_short: "cần xem xét",
    answers_short: "còn thiếu câu trả lời",
    impossible_short: "còn thiếu câu trả lời và cần xem xét",
};

const EN: Phrases = Phrases {
    accepted: "ACCEPTED BY THE CRITERIA",
    rejected: "REJECTED",
    needs_review: "NEEDS REVIEW BY THE AUTHORITY",
    needs_answers: "NEEDS ANSWERS",
    still_possible: "The project can still be accepted.",
    points: "Priority points",
    missing: "Missing",
    blocks: "Not met",
    open: "Open",
    met: "Met",
    priorities: "Priorities",
    notes: "Notes and incentives",
    unknown: "not known",
    source: "Source",
    unverified: "text not re-read",
    derived: "a reference value, not law",
    advisory: "A screening by the published criteria; it does not replace the decision of the competent authority.",
    from: "in force from",
    overdue: "past its review date",
    indicators: "Indicators of investment efficiency",
    accepted_short: "accepted",
    rejected_short: "rejected",
    review_short: "needs review",
    answers_short: "needs answers",
    impossible_short: "needs answers and review",
};

impl Phrases {
    /// The phrases of a language; English where a language has none yet.
    pub(crate) fn of(language: &Language) -> &'static Self {
        if language.0 == "vi" { &VI } else { &EN }
    }

    /// An outcome in one or two words.
    pub(crate) fn short(&self, outcome: Outcome, acceptance_possible: bool) -> &'static str {
        match outcome {
            Outcome::Accepted => self.accepted_short,
            Outcome::Rejected => self.rejected_short,
            Outcome::NeedsReview => self.review_short,
            Outcome::NeedsAnswers if acceptance_possible => self.answers_short,
            Outcome::NeedsAnswers => self.impossible_short,
        }
    }
}
