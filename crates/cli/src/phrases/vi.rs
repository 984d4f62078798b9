//! Vietnamese.

use super::Phrases;

pub(super) const PHRASES: Phrases = Phrases {
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
