//! The page's own words, in every language it speaks.
//!
//! One typed table: a word that a language lacks does not compile. Words about the criteria are the
//! rulebook's and are not here.

use sangloc_rulebook::Language;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lang {
    /// Vietnamese, the language of the law.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// All of them, in the order of the switch.
    pub(crate) const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The tag, for `lang` and the rulebook.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language with this tag.
    pub(crate) fn tagged(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// Its name in itself.
    pub(crate) fn own_name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
        }
    }

    /// Its name on the switch.
    pub(crate) fn short_name(self) -> &'static str {
        match self {
            Self::Vi => "VI",
            Self::En => "EN",
        }
    }

    /// Its name in the rulebook.
    pub(crate) fn language(self) -> Language {
        Language(self.tag().to_owned())
    }

    /// Its words.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

/// Puts values in the places marked `{}`, in order.
pub(crate) fn fill(words: &str, values: &[&str]) -> String {
    let mut parts = words.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (place, part) in parts.enumerate() {
        filled.push_str(values.get(place).unwrap_or(&""));
        filled.push_str(part);
    }
    filled
}

/// The right form for a number of things: English tells one from many.
pub(crate) fn count(one: &str, many: &str, number: usize) -> String {
    if number == 1 {
        one.to_owned()
    } else {
        fill(many, &[&number.to_string()])
    }
}

/// How the page writes a unit that the rulebook does not name, because no figure uses it.
pub(crate) fn unit_symbol(lang: Lang, symbol: &str) -> Option<&'static str> {
    Some(match (symbol, lang) {
        ("VND", _) => "VND",
        ("USD", _) => "USD",
        ("million_VND", Lang::Vi) => "triệu VND",
        ("million_VND", Lang::En) => "million VND",
        ("billion_VND", Lang::Vi) => "tỷ VND",
        ("billion_VND", Lang::En) => "billion VND",
        ("million_USD", Lang::Vi) => "triệu USD",
        ("million_USD", Lang::En) => "million USD",
        ("m2", _) => "m²",
        ("km2", _) => "km²",
        ("m3", _) => "m³",
        ("m3/day", Lang::Vi) => "m³/ngày",
        ("m3/day", Lang::En) => "m³/day",
        ("t", Lang::Vi) => "tấn",
        ("t", Lang::En) => "t",
        ("person", Lang::Vi) => "người",
        ("person", Lang::En) => "people",
        ("day", Lang::Vi) => "ngày",
        ("day", Lang::En) => "days",
        ("month", Lang::Vi) => "tháng",
        ("month", Lang::En) => "months",
        ("year", Lang::Vi) => "năm",
        ("year", Lang::En) => "years",
        _ => return None,
    })
}

/// Every word of the page; `{}` marks a place for a value.
pub(crate) struct Words {
    /// The title of the window; nothing personal.
    pub page_title: &'static str,
    /// The product's name.
    pub product: &'static str,
    /// Whose page it is.
    pub province: &'static str,
    /// The page's heading.
    pub heading: &'static str,
    /// A link for keyboards.
    pub skip_to_form: &'static str,
    /// A link for keyboards.
    pub skip_to_result: &'static str,
    /// The name of the language switch.
    pub language: &'static str,
    /// The name of the tool bar.
    pub tools: &'static str,
    /// A button.
    pub copy_link: &'static str,
    /// A button.
    pub print: &'static str,
    /// A button.
    pub clear_all: &'static str,
    /// The day whose rules are applied.
    pub as_of: &'static str,
    /// `{}` is the day.
    pub as_of_changed: &'static str,
    /// A button.
    pub as_of_today: &'static str,
    /// What the page does.
    pub intro_what: &'static str,
    /// How long it takes.
    pub intro_time: &'static str,
    /// What to have at hand.
    pub intro_ready: &'static str,
    /// Where answers go.
    pub intro_private: &'static str,
    /// Who decides; `{}` is the authority.
    pub intro_decides: &'static str,
    /// Storage is forbidden.
    pub not_stored: &'static str,
    /// The heading of the form.
    pub questions: &'static str,
    /// `{}` answered of `{}` asked.
    pub progress: &'static str,
    /// Why the number can grow.
    pub progress_more: &'static str,
    /// The name of the list of sections.
    pub sections_nav: &'static str,
    /// An answer.
    pub not_known: &'static str,
    /// An answer.
    pub yes: &'static str,
    /// An answer.
    pub no: &'static str,
    /// An answer.
    pub none_of_these: &'static str,
    /// A button.
    pub clear_answer: &'static str,
    /// Its full name; `{}` is the question's label.
    pub clear_answer_of: &'static str,
    /// A mark on a question.
    pub decisive: &'static str,
    /// A hint.
    pub choose_several: &'static str,
    /// The label of a filter; `{}` is the question's label.
    pub filter_choices: &'static str,
    /// The words in an empty filter.
    pub filter_hint: &'static str,
    /// `{}` of `{}` choices.
    pub filter_found: &'static str,
    /// The words in an empty search field.
    pub search_hint: &'static str,
    /// How the search works, for ears.
    pub search_help: &'static str,
    /// `{}` names.
    pub search_found: &'static str,
    /// No name fits.
    pub search_none: &'static str,
    /// The label of the unit list; `{}` is the question's label.
    pub unit: &'static str,
    /// A hint under number fields.
    pub leave_empty: &'static str,
    /// `{}` is a number.
    pub read_as: &'static str,
    /// A button; `{}` is a number.
    pub did_you_mean: &'static str,
    /// A message.
    pub bad_number: &'static str,
    /// A message; `{}` are units.
    pub bad_unit: &'static str,
    /// A message.
    pub bad_length: &'static str,
    /// A message; `{}` is a range.
    pub out_of_range: &'static str,
    /// Part of a range.
    pub range_whole: &'static str,
    /// Part of a range.
    pub range_number: &'static str,
    /// Part of a range; `{}` is a number.
    pub range_from: &'static str,
    /// Part of a range; `{}` is a number.
    pub range_to: &'static str,
    /// After a message.
    pub counts_as_unknown: &'static str,
    /// The heading of the result.
    pub result: &'static str,
    /// An outcome.
    pub accepted: &'static str,
    /// An outcome.
    pub rejected: &'static str,
    /// An outcome.
    pub needs_review: &'static str,
    /// An outcome.
    pub needs_answers: &'static str,
    /// What it means.
    pub accepted_more: &'static str,
    /// What it means.
    pub rejected_more: &'static str,
    /// What it means.
    pub needs_review_more: &'static str,
    /// What it means.
    pub needs_answers_open: &'static str,
    /// What it means.
    pub needs_answers_review: &'static str,
    /// `{}` criteria.
    pub blocking_count: &'static str,
    /// One criterion.
    pub blocking_count_one: &'static str,
    /// `{}` criteria.
    pub review_count: &'static str,
    /// One.
    pub review_count_one: &'static str,
    /// `{}` questions.
    pub missing_count: &'static str,
    /// One question.
    pub missing_count_one: &'static str,
    /// `{}` points.
    pub points_count: &'static str,
    /// `{}` points so far.
    pub points_count_open: &'static str,
    /// A button in the bar.
    pub see_reasons: &'static str,
    /// A link; `{}` is a label.
    pub next_question: &'static str,
    /// Above the notice.
    pub notice_heading: &'static str,
    /// `{}` version, `{}` identity, `{}` day.
    pub by_rules: &'static str,
    /// A group of findings.
    pub blocks: &'static str,
    /// A group of findings.
    pub review: &'static str,
    /// A group of findings.
    pub missing: &'static str,
    /// Above the questions.
    pub missing_lead: &'static str,
    /// A fold; `{}` criteria.
    pub missing_criteria: &'static str,
    /// Where a question is not asked yet.
    pub missing_later: &'static str,
    /// A group of findings.
    pub met: &'static str,
    /// A group of findings; `{}` points.
    pub priorities: &'static str,
    /// What points are for.
    pub priorities_note: &'static str,
    /// A group of findings.
    pub incentives: &'static str,
    /// A group of findings.
    pub advice: &'static str,
    /// A group of findings.
    pub not_applicable: &'static str,
    /// A verdict.
    pub v_met: &'static str,
    /// A verdict.
    pub v_unmet: &'static str,
    /// A verdict.
    pub v_unknown: &'static str,
    /// A verdict.
    pub v_not_applicable: &'static str,
    /// A verdict.
    pub v_review: &'static str,
    /// A verdict; `{}` points.
    pub v_points: &'static str,
    /// A verdict.
    pub v_no_points: &'static str,
    /// A verdict of an incentive.
    pub v_qualifies: &'static str,
    /// A verdict of an incentive.
    pub v_not_qualifies: &'static str,
    /// A verdict of an advice.
    pub v_noted: &'static str,
    /// A verdict of an advice.
    pub v_advised: &'static str,
    /// A column.
    pub observed: &'static str,
    /// A column.
    pub required: &'static str,
    /// In place of a value.
    pub not_answered: &'static str,
    /// In place of a limit.
    pub no_limit: &'static str,
    /// Before a remedy.
    pub remedy: &'static str,
    /// A fold: where it is said.
    pub basis: &'static str,
    /// A heading.
    pub figures: &'static str,
    /// `{}` first day.
    pub in_force: &'static str,
    /// `{}` first day, `{}` last day.
    pub in_force_until: &'static str,
    /// How far the source carries it.
    pub stated: &'static str,
    /// How far the source carries it.
    pub stated_derived: &'static str,
    /// How far the source carries it.
    pub derived: &'static str,
    /// A mark on a figure.
    pub overdue: &'static str,
    /// `{}` first day of a criterion.
    pub criterion_since: &'static str,
    /// `{}` last day of a criterion.
    pub criterion_until: &'static str,
    /// A group: context that is not judged.
    pub notes: &'static str,
    /// A mark on a source.
    pub unverified: &'static str,
    /// Before a caveat.
    pub caveat: &'static str,
    /// Before links to questions.
    pub edit_answers: &'static str,
    /// Before links to questions.
    pub needs_answer: &'static str,
    /// The heading of the table of answers.
    pub answers: &'static str,
    /// No answers.
    pub answers_empty: &'static str,
    /// A column.
    pub answer: &'static str,
    /// A column.
    pub question: &'static str,
    /// A link.
    pub change: &'static str,
    /// A notice.
    pub link_copied: &'static str,
    /// A notice.
    pub link_by_hand: &'static str,
    /// The label of a field.
    pub link_label: &'static str,
    /// A notice.
    pub link_opened: &'static str,
    /// A notice.
    pub link_too_large: &'static str,
    /// A notice.
    pub link_unreadable: &'static str,
    /// A notice.
    pub link_other: &'static str,
    /// A notice.
    pub stored_unreadable: &'static str,
    /// A notice; `{}` are names.
    pub dropped: &'static str,
    /// A notice; `{}` are names.
    pub dropped_same: &'static str,
    /// A button.
    pub dismiss: &'static str,
    /// A dialog.
    pub offer_heading: &'static str,
    /// `{}` own answers, `{}` in the link.
    pub offer_text: &'static str,
    /// A button.
    pub offer_keep: &'static str,
    /// A button.
    pub offer_take: &'static str,
    /// A dialog.
    pub clear_heading: &'static str,
    /// What it does.
    pub clear_text: &'static str,
    /// A button.
    pub clear_yes: &'static str,
    /// A button.
    pub clear_no: &'static str,
    /// `{}` questions, for ears.
    pub questions_added: &'static str,
    /// One question, for ears.
    pub questions_added_one: &'static str,
    /// Before the contact.
    pub contact: &'static str,
    /// While the rulebook loads.
    pub loading: &'static str,
    /// A heading: the rulebook cannot be used.
    pub refused: &'static str,
    /// Why.
    pub refused_damaged: &'static str,
    /// Why.
    pub refused_newer: &'static str,
    /// Why.
    pub refused_not_found: &'static str,
    /// Why.
    pub refused_not_rulebook: &'static str,
    /// What of the answers.
    pub refused_kept: &'static str,
    /// Before the technical message.
    pub refused_detail: &'static str,
    /// A button.
    pub reload: &'static str,
}

const VI: Words = Words {
    page_title: "Sàng Lọc – Sàng lọc dự án đầu tư tỉnh Quảng Ninh",
    product: "Sàng Lọc",
    province: "Tỉnh Quảng Ninh",
    heading: "Sàng lọc dự án đầu tư",
    skip_to_form: "Đến phần câu hỏi",
    skip_to_result: "Đến phần kết quả",
    language: "Ngôn ngữ",
    tools: "Công cụ",
    copy_link: "Sao chép liên kết",
    print: "In kết quả",
    clear_all: "Xóa tất cả",
    as_of: "Quy định tại ngày",
    as_of_changed: "Đang xét theo quy định có hiệu lực ngày {}, không phải hôm nay.",
    as_of_today: "Trở về hôm nay",
    intro_what: "Trả lời các câu hỏi về dự án để biết dự án có đáp ứng tiêu chí thu hút đầu tư của tỉnh hay không, vì sao, theo văn bản nào và có thể điều chỉnh gì.",
    intro_time: "Mất khoảng 10–15 phút. Câu nào chưa biết có thể bỏ qua và bổ sung sau.",
    intro_ready: "Nên có sẵn: vốn đầu tư, diện tích đất, công nghệ và thiết bị, nước thải, lao động dự kiến.",
    intro_private: "Nội dung khai không rời khỏi thiết bị này.",
    intro_decides: "Đây là bước tự kiểm tra; thẩm quyền quyết định thuộc về cơ quan có thẩm quyền. Đầu mối: {}.",
    not_stored: "Trình duyệt này không cho lưu dữ liệu: câu trả lời sẽ mất khi đóng trang. Có thể sao chép liên kết để giữ lại.",
    questions: "Thông tin dự án",
    progress: "Đã trả lời {} trong {} câu hỏi áp dụng cho dự án này",
    progress_more: "Câu hỏi mới có thể xuất hiện tùy theo câu trả lời.",
    sections_nav: "Các phần của biểu mẫu",
    not_known: "Chưa biết",
    yes: "Có",
    no: "Không",
    none_of_these: "Không có mục nào nêu trên",
    clear_answer: "Xóa câu trả lời",
    clear_answer_of: "Xóa câu trả lời: {}",
    decisive: "Cần để có kết luận",
    choose_several: "Có thể chọn nhiều mục.",
    filter_choices: "Lọc danh sách: {}",
    filter_hint: "Gõ để lọc, không cần dấu",
    filter_found: "Hiện {} trong {} mục",
    search_hint: "Gõ tên hoặc mã, không cần dấu",
    search_help: "Gõ để tìm, dùng phím mũi tên để chọn, Enter để nhận, Escape để đóng.",
    search_found: "{} kết quả",
    search_none: "Không tìm thấy mục nào.",
    unit: "Đơn vị: {}",
    leave_empty: "Để trống nếu chưa biết.",
    read_as: "Đọc là: {}",
    did_you_mean: "Ý tôi là {}",
    bad_number: "Không đọc được số này. Ví dụ: 1.000.000 hoặc 32,6.",
    bad_unit: "Đơn vị không phù hợp. Được dùng: {}.",
    bad_length: "Số này quá dài.",
    out_of_range: "Số này nằm ngoài khoảng cho phép: {}.",
    range_whole: "số nguyên",
    range_number: "số",
    range_from: "từ {}",
    range_to: "đến {}",
    counts_as_unknown: "Tạm tính là chưa biết.",
    result: "Kết quả sàng lọc",
    accepted: "Đáp ứng tiêu chí – có thể được chấp thuận",
    rejected: "Không đáp ứng tiêu chí – bị loại",
    needs_review: "Cần cơ quan quản lý xem xét",
    needs_answers: "Chưa đủ thông tin để kết luận",
    accepted_more: "Mọi tiêu chí quyết định đều đạt hoặc không áp dụng.",
    rejected_more: "Kết luận này không đổi dù trả lời thêm. Xem lý do và hướng khắc phục bên dưới.",
    needs_review_more: "Không có tiêu chí nào loại dự án, nhưng có điểm phải do cơ quan quản lý quyết định.",
    needs_answers_open: "Vẫn có thể được chấp thuận.",
    needs_answers_review: "Dù trả lời thêm, vẫn có điểm cần cơ quan quản lý xem xét.",
    blocking_count: "{} tiêu chí không đạt",
    blocking_count_one: "1 tiêu chí không đạt",
    review_count: "{} điểm cần xem xét",
    review_count_one: "1 điểm cần xem xét",
    missing_count: "còn {} câu cần trả lời",
    missing_count_one: "còn 1 câu cần trả lời",
    points_count: "{} điểm ưu tiên",
    points_count_open: "{} điểm ưu tiên (chưa đủ câu trả lời)",
    see_reasons: "Xem lý do",
    next_question: "Câu tiếp theo: {}",
    notice_heading: "Lưu ý",
    by_rules: "Bộ tiêu chí phiên bản {} · mã {} · áp dụng ngày {}",
    blocks: "Vì sao bị loại",
    review: "Cần cơ quan quản lý xem xét",
    missing: "Còn thiếu thông tin",
    missing_lead: "Trả lời các câu sau để có kết luận:",
    missing_criteria: "{} tiêu chí chưa kết luận được",
    missing_later: "sẽ hỏi sau",
    met: "Đã đạt",
    priorities: "Điểm ưu tiên: {}",
    priorities_note: "Điểm ưu tiên không làm thay đổi kết luận ở trên.",
    incentives: "Ưu đãi có thể được hưởng",
    advice: "Lưu ý thêm",
    not_applicable: "Không áp dụng cho dự án này",
    v_met: "Đạt",
    v_unmet: "Không đạt",
    v_unknown: "Chưa rõ",
    v_not_applicable: "Không áp dụng",
    v_review: "Cần xem xét",
    v_points: "{} điểm",
    v_no_points: "Chưa có điểm",
    v_qualifies: "Có thể hưởng",
    v_not_qualifies: "Chưa đủ điều kiện",
    v_noted: "Đã đáp ứng",
    v_advised: "Nên lưu ý",
    observed: "Dự án",
    required: "Yêu cầu",
    not_answered: "chưa có",
    no_limit: "chưa có mức",
    remedy: "Hướng khắc phục",
    basis: "Căn cứ",
    figures: "Mức áp dụng",
    in_force: "áp dụng từ {}",
    in_force_until: "áp dụng từ {} đến {}",
    stated: "Văn bản nêu rõ",
    stated_derived: "Tiêu chí theo văn bản, cách đo do hệ thống đề xuất",
    derived: "Mức tham khảo do hệ thống đề xuất",
    overdue: "cần rà soát lại",
    criterion_since: "Tiêu chí áp dụng từ {}.",
    criterion_until: "Tiêu chí áp dụng đến {}.",
    notes: "Thông tin tham khảo, không xét",
    unverified: "chưa đối chiếu nguyên văn",
    caveat: "Lưu ý về nguồn",
    edit_answers: "Sửa câu trả lời",
    needs_answer: "Cần trả lời",
    answers: "Các câu trả lời",
    answers_empty: "Chưa có câu trả lời nào.",
    answer: "Câu trả lời",
    question: "Nội dung",
    change: "Sửa",
    link_copied: "Đã sao chép liên kết. Liên kết chứa toàn bộ câu trả lời: ai có liên kết đều đọc được.",
    link_by_hand: "Trình duyệt không cho sao chép tự động. Hãy chọn và sao chép liên kết dưới đây; liên kết chứa toàn bộ câu trả lời.",
    link_label: "Liên kết",
    link_opened: "Đã mở các câu trả lời từ liên kết.",
    link_too_large: "Liên kết quá dài nên không được mở. Câu trả lời hiện có được giữ nguyên.",
    link_unreadable: "Không đọc được liên kết: có thể đã bị cắt khi sao chép. Câu trả lời hiện có được giữ nguyên.",
    link_other: "Liên kết dùng cho bộ tiêu chí khác nên không được mở. Câu trả lời hiện có được giữ nguyên.",
    stored_unreadable: "Không đọc được các câu trả lời đã lưu trên thiết bị này.",
    dropped: "Bộ tiêu chí đã thay đổi. Các mục sau không còn phù hợp và đã được bỏ: {}.",
    dropped_same: "Các mục sau không hợp lệ và đã được bỏ: {}.",
    dismiss: "Đóng thông báo",
    offer_heading: "Mở câu trả lời từ liên kết?",
    offer_text: "Trên thiết bị này đang có {} câu trả lời. Liên kết có {} câu trả lời. Chỉ giữ được một bộ.",
    offer_keep: "Giữ câu trả lời hiện có",
    offer_take: "Thay bằng câu trả lời trong liên kết",
    clear_heading: "Xóa tất cả câu trả lời?",
    clear_text: "Mọi câu trả lời trên thiết bị này sẽ bị xóa và không khôi phục được.",
    clear_yes: "Xóa tất cả câu trả lời",
    clear_no: "Không xóa",
    questions_added: "Thêm {} câu hỏi.",
    questions_added_one: "Thêm 1 câu hỏi.",
    contact: "Liên hệ",
    loading: "Đang tải bộ tiêu chí…",
    refused: "Chưa mở được bộ tiêu chí",
    refused_damaged: "Tệp bộ tiêu chí bị hỏng hoặc chưa tải đủ.",
    refused_newer: "Tệp bộ tiêu chí thuộc phiên bản mới hơn trang này. Hãy tải lại trang để dùng phiên bản mới.",
    refused_not_found: "Không tải được tệp bộ tiêu chí. Hãy kiểm tra kết nối mạng.",
    refused_not_rulebook: "Tệp nhận được không phải là bộ tiêu chí.",
    refused_kept: "Các câu trả lời đã lưu vẫn được giữ trên thiết bị này.",
    refused_detail: "Chi tiết kỹ thuật",
    reload: "Tải lại trang",
};

const EN: Words = Words {
    page_title: "Sàng Lọc – Investment project screening, Quảng Ninh province",
    product: "Sàng Lọc",
    province: "Quảng Ninh province, Viet Nam",
    heading: "Investment project screening",
    skip_to_form: "Skip to the questions",
    skip_to_result: "Skip to the result",
    language: "Language",
    tools: "Tools",
    copy_link: "Copy link",
    print: "Print result",
    clear_all: "Clear all",
    as_of: "Rules as of",
    as_of_changed: "Judged by the rules in force on {}, not today's.",
    as_of_today: "Back to today",
    intro_what: "Answer the questions about your project to see whether it meets the province's investment criteria, why, by which document, and what you could change.",
    intro_time: "It takes about 10–15 minutes. Skip what you do not know yet and come back to it later.",
    intro_ready: "Have at hand: capital, land area, technology and equipment, wastewater, planned workforce.",
    intro_private: "Nothing you type leaves this device.",
    intro_decides: "This is a self-check; the decision rests with the competent authority. Contact point: {}.",
    not_stored: "This browser does not allow storage: your answers are lost when you close the page. Copy the link to keep them.",
    questions: "About the project",
    progress: "{} of {} questions that apply to this project answered",
    progress_more: "New questions may appear depending on your answers.",
    sections_nav: "Sections of the form",
    not_known: "Not known yet",
    yes: "Yes",
    no: "No",
    none_of_these: "None of these",
    clear_answer: "Clear this answer",
    clear_answer_of: "Clear the answer: {}",
    decisive: "Needed for the result",
    choose_several: "Choose all that apply.",
    filter_choices: "Filter the list: {}",
    filter_hint: "Type to filter",
    filter_found: "{} of {} choices shown",
    search_hint: "Type a name or a code",
    search_help: "Type to search, use the arrow keys to move, Enter to choose, Escape to close.",
    search_found: "{} results",
    search_none: "No match found.",
    unit: "Unit: {}",
    leave_empty: "Leave empty if not known yet.",
    read_as: "Read as: {}",
    did_you_mean: "I mean {}",
    bad_number: "This number cannot be read. Examples: 1,000,000 or 32.6.",
    bad_unit: "This unit does not fit. Allowed: {}.",
    bad_length: "This number is too long.",
    out_of_range: "This number is outside what is allowed: {}.",
    range_whole: "a whole number",
    range_number: "a number",
    range_from: "from {}",
    range_to: "up to {}",
    counts_as_unknown: "It counts as not known yet.",
    result: "Screening result",
    accepted: "Meets the criteria – can be accepted",
    rejected: "Does not meet the criteria – rejected",
    needs_review: "Needs review by the authority",
    needs_answers: "Not enough answers yet",
    accepted_more: "Every deciding criterion is met or does not apply.",
    rejected_more: "More answers will not change this. See the reasons and remedies below.",
    needs_review_more: "No criterion rejects the project, but a person at the authority must decide some points.",
    needs_answers_open: "Acceptance is still possible.",
    needs_answers_review: "Whatever is answered, the authority must review some points.",
    blocking_count: "{} criteria not met",
    blocking_count_one: "1 criterion not met",
    review_count: "{} points to review",
    review_count_one: "1 point to review",
    missing_count: "{} questions left to answer",
    missing_count_one: "1 question left to answer",
    points_count: "{} priority points",
    points_count_open: "{} priority points so far",
    see_reasons: "See why",
    next_question: "Next question: {}",
    notice_heading: "Please note",
    by_rules: "Criteria version {} · identity {} · applied as of {}",
    blocks: "Why it is rejected",
    review: "For the authority to review",
    missing: "What is still missing",
    missing_lead: "Answer these to get a result:",
    missing_criteria: "{} criteria still open",
    missing_later: "asked later",
    met: "What is met",
    priorities: "Priority points: {}",
    priorities_note: "Priority points do not change the result above.",
    incentives: "Incentives the project may qualify for",
    advice: "Further advice",
    not_applicable: "Does not apply to this project",
    v_met: "Met",
    v_unmet: "Not met",
    v_unknown: "Not known yet",
    v_not_applicable: "Does not apply",
    v_review: "To review",
    v_points: "{} points",
    v_no_points: "No points",
    v_qualifies: "May qualify",
    v_not_qualifies: "Does not qualify",
    v_noted: "Fulfilled",
    v_advised: "Take note",
    observed: "Project",
    required: "Required",
    not_answered: "not known",
    no_limit: "no figure",
    remedy: "What you can do",
    basis: "Legal basis and sources",
    figures: "Figures used",
    in_force: "in force since {}",
    in_force_until: "in force from {} to {}",
    stated: "Stated in the source",
    stated_derived: "Criterion from the source, measured in a way proposed by this system",
    derived: "Reference level proposed by this system, not law",
    overdue: "due for review",
    criterion_since: "The criterion applies since {}.",
    criterion_until: "The criterion applies until {}.",
    notes: "For information, not judged",
    unverified: "original text not re-checked",
    caveat: "About the source",
    edit_answers: "Change the answer",
    needs_answer: "Needs an answer",
    answers: "Your answers",
    answers_empty: "No answers yet.",
    answer: "Answer",
    question: "Item",
    change: "Change",
    link_copied: "Link copied. It contains all your answers: whoever has the link can read them.",
    link_by_hand: "The browser does not allow copying. Please select and copy the link below; it contains all your answers.",
    link_label: "Link",
    link_opened: "The answers of the link have been opened.",
    link_too_large: "The link is too long and was not opened. Your answers are unchanged.",
    link_unreadable: "The link cannot be read; it may have been cut when copied. Your answers are unchanged.",
    link_other: "The link is for other criteria and was not opened. Your answers are unchanged.",
    stored_unreadable: "The answers stored on this device could not be read.",
    dropped: "The criteria have changed. These entries no longer fit and were left out: {}.",
    dropped_same: "These entries are not valid and were left out: {}.",
    dismiss: "Dismiss",
    offer_heading: "Open the answers of the link?",
    offer_text: "This device holds {} answers. The link holds {}. Only one set can be kept.",
    offer_keep: "Keep my answers",
    offer_take: "Replace with the link's answers",
    clear_heading: "Clear all answers?",
    clear_text: "All answers on this device will be removed. This cannot be undone.",
    clear_yes: "Clear all answers",
    clear_no: "Keep them",
    questions_added: "{} questions added.",
    questions_added_one: "1 question added.",
    contact: "Contact",
    loading: "Loading the criteria…",
    refused: "The criteria could not be opened",
    refused_damaged: "The criteria file is damaged or incomplete.",
    refused_newer: "The criteria file is newer than this page. Reload the page to get the new version.",
    refused_not_found: "The criteria file could not be fetched. Please check the connection.",
    refused_not_rulebook: "The file received is not a criteria file.",
    refused_kept: "Answers stored on this device are kept.",
    refused_detail: "Technical detail",
    reload: "Reload the page",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_where_they_are_marked() {
        assert_eq!(fill("{} of {}", &["1", "2"]), "1 of 2");
        assert_eq!(fill("{} of {}", &["{}"]), "{} of ");
        assert_eq!(count("one thing", "{} things", 1), "one thing");
        assert_eq!(count("one thing", "{} things", 0), "0 things");
    }
}
