//! Words for the program in an element of somebody else's page.

/// In an element; `{}` is the name of the site around it.
pub(crate) struct Embed {
    /// How long answers last.
    pub kept_here: &'static str,
    /// A box to tick.
    pub share: &'static str,
    /// What ticking it means.
    pub share_more: &'static str,
}

pub(super) const VI: Embed = Embed {
    kept_here: "Câu trả lời chỉ được giữ trong lúc trang này còn mở. Có thể tải biên bản kết quả về để lưu lại.",
    share: "Tôi đồng ý gửi câu trả lời và kết quả cho {}",
    share_more: "Nếu đánh dấu, {} nhận được mọi câu trả lời và kết quả, kể cả những thay đổi sau đó. Bỏ đánh dấu thì không gửi tiếp nữa.",
};

pub(super) const EN: Embed = Embed {
    kept_here: "Answers are kept only while this page is open. Save the record of the result to keep it.",
    share: "I agree that {} gets my answers and the result",
    share_more: "If you tick this, {} gets all answers and the result, also when you change them later. Untick it and nothing more is given.",
};

pub(super) const ZH: Embed = Embed {
    kept_here: "回答仅在本页面打开期间保留。如需留存，请下载结果记录。",
    share: "我同意将回答和结果提供给 {}",
    share_more: "勾选后，{} 将收到全部回答和结果，包括之后的更改。取消勾选后不再提供。",
};

pub(super) const KO: Embed = Embed {
    kept_here: "답변은 이 페이지가 열려 있는 동안만 보관됩니다. 보관하려면 결과 기록을 저장하십시오.",
    share: "{}에 답변과 결과를 제공하는 데 동의합니다",
    share_more: "선택하면 {}에서 모든 답변과 결과를 받으며, 이후 변경 내용도 포함됩니다. 선택을 해제하면 더 이상 제공되지 않습니다.",
};

pub(super) const JA: Embed = Embed {
    kept_here: "回答はこのページを開いている間だけ保持されます。残すには結果の記録を保存してください。",
    share: "回答と結果を {} に提供することに同意します",
    share_more: "チェックすると、{} はすべての回答と結果を、その後の変更も含めて受け取ります。チェックを外すと、それ以降は提供されません。",
};
