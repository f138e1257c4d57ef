namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>WordPiece, which needs nothing beside the pieces.</summary>
internal sealed class WordPieceModel : SubwordModel
{
    public static WordPieceModel Instance { get; } = new();

    public override string Name => "WordPiece";

    public override TextTokenizer CreateTokenizer(Vocabulary vocabulary, TokenizerOptions options) => new BertTokenizer(vocabulary, options);

    public override bool IsLike(SubwordModel other) => other is WordPieceModel;
}
