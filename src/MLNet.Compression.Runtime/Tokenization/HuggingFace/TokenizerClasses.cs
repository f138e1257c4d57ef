namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Classes of Hugging Face's tokenizers that do the same.</summary>
/// <param name="Description">What they have in common, in messages.</param>
/// <param name="Names">Their names without "Tokenizer" or "TokenizerFast".</param>
internal sealed record TokenizerClasses(string Description, params string[] Names)
{
    public static TokenizerClasses WordPiece { get; } = new(
        "BERT's WordPiece",
        "Bert", "DistilBert", "Electra", "MobileBert", "SqueezeBert", "ConvBert", "LayoutLM", "Lxmert", "RetriBert", "Realm", "DPRContextEncoder", "DPRQuestionEncoder");

    public static TokenizerClasses BytePairs { get; } = new("RoBERTa's byte-level BPE", "Roberta", "Longformer");

    public static TokenizerClasses Unigrams { get; } = new("a SentencePiece unigram model", "XLMRoberta", "Albert");
}
