using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>What a model wants around the texts of a sequence: a start token, an end token behind each text.</summary>
/// <param name="Separators">End tokens between two texts: 1 as in BERT, or 2 as in RoBERTa.</param>
/// <param name="SecondType">The token type of the second text and of the end token behind it: 1 as in BERT, or 0 as in RoBERTa.</param>
internal sealed record SequenceTemplate(int Separators, int SecondType)
{
    /// <summary>Special tokens of a sequence of one text.</summary>
    public const int SingleTokens = 2;

    /// <summary><c>[CLS] a [SEP]</c>, and with a second text <c>b [SEP]</c> of type 1.</summary>
    public static SequenceTemplate Bert { get; } = new(1, 1);

    /// <summary><c>&lt;s> a &lt;/s></c>, and with a second text <c>&lt;/s> b &lt;/s></c>, all of type 0.</summary>
    public static SequenceTemplate Roberta { get; } = new(2, 0);

    /// <summary>Special tokens of a sequence of two texts.</summary>
    public int PairTokens => SingleTokens + Separators;

    /// <summary>Whether a model can tell a second text from the first: by token types, or by what stands between.</summary>
    /// <param name="tokenTypes">Token types of the model; 0 for one that has none.</param>
    public bool TellsTextsApart(int tokenTypes) => tokenTypes != 1 || SecondType == 0;

    /// <summary>A model type of RoBERTa's kin where sequences are such as there, and the padding id from which positions are counted.</summary>
    public string? UsualModelType(string modelType, Vocabulary vocabulary) => this == Roberta && vocabulary.PaddingId == 1 ? modelType : null;

    /// <summary>Writes it into a model file.</summary>
    public void Write(ModelWriter writer)
    {
        writer.WriteInt32(Separators);
        writer.WriteInt32(SecondType);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SequenceTemplate Read(ModelReader reader) =>
        new(reader.ReadInt32("the separators between two texts", 1, 2), reader.ReadInt32("the token type of a second text", 0, 1));
}
