namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>How a model takes its input, as far as its tokenizer's files say it.</summary>
/// <param name="TokenizerClass">The tokenizer's class in Hugging Face's transformers.</param>
/// <param name="MaxTokens">The longest sequence, special tokens included.</param>
/// <param name="HasTokenTypes">Whether the model tells the two texts of a pair apart.</param>
internal sealed record ModelInput(string TokenizerClass, int MaxTokens, bool HasTokenTypes);
