//! Signatures of rulebook files, as the program `minisign` makes and checks them too.

/// Why a file is not taken for signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The text is no public key.
    #[error("is not a public key of minisign: {0}")]
    NotAKey(String),
    /// The text is no signature.
    #[error("is not a signature of minisign: {0}")]
    NotASignature(String),
    /// Another key made it, or for other bytes.
    #[error("the signature does not fit: {0}")]
    DoesNotFit(String),
}

/// The key that a publisher of rulebooks is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(minisign_verify::PublicKey);

impl PublicKey {
    /// Reads the text of a public key: the two lines of its file, or the second alone.
    ///
    /// # Errors
    /// [`SignatureError::NotAKey`].
    pub fn read(text: &str) -> Result<Self, SignatureError> {
        let text = text.trim();
        let lone = minisign_verify::PublicKey::from_base64(text);
        let key = lone.or_else(|_| minisign_verify::PublicKey::decode(text));
        key.map(Self).map_err(|error| SignatureError::NotAKey(error.to_string()))
    }

    /// Accepts bytes only if the owner of the key signed just these. `signature` is the text of a `.minisig` file.
    ///
    /// # Errors
    /// [`SignatureError::NotASignature`], [`SignatureError::DoesNotFit`].
    pub fn verify(&self, bytes: &[u8], signature: &str) -> Result<(), SignatureError> {
        let signature = minisign_verify::Signature::decode(signature)
            .map_err(|error| SignatureError::NotASignature(error.to_string()))?;
        let verified = self.0.verify(bytes, &signature, false);
        verified.map_err(|error| SignatureError::DoesNotFit(error.to_string()))
    }
}
