using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Reads a <c>tokenizer.json</c> of a SentencePiece unigram model as ALBERT and XLM-R have it.</summary>
internal static partial class UnigramJson
{
    /// <summary>Its model.type.</summary>
    public const string Model = "Unigram";

    private const string Vocab = "vocab";
    private const string Remedy = "Use the tokenizer of an ALBERT or XLM-R model.";
    private const int BytesOfScore = 16;

    /// <param name="file">The file.</param>
    public static UnigramParts Read(string file)
    {
        var json = JsonFile.ReadAll(file, TokenizerJson.MaxBytes);
        var budget = new AllocationBudget(file, json.Length);
        var root = JsonSettings.Parse(file, json, budget, Remedy);
        var model = root.Object("model");
        model.RequireFlag("byte_fallback", false);
        var (pieces, scores) = ReadPieces(file, model, budget);
        var unknown = model.Integer("unk_id", 0, Math.Max(0, pieces.Length - 1));
        List<AddedToken> added = [.. root.Objects("added_tokens").Select(token => AddedTokenJson.Read(token, token.Integer("id", 0, int.MaxValue)))];
        var usual = SentencePieceFolder.UsualNames(pieces) with { Unknown = pieces[unknown] };
        var (names, template) = SpecialTokensJson.Read(root, usual, pieces, added);
        var parts = new TokenizerParts
        {
            File = file,
            Place = "model.vocab",
            Pieces = PieceText.Of(pieces),
            Options = TruncationJson.Read(root, SubwordModel.Unchanged),
            Added = added,
            Entries = pieces.Length,
            Names = names,
        };
        return UnigramNormalizerJson.Read(root, new UnigramParts(parts, [.. scores], [], template) { AddsPrefix = MetaspaceJson.ReadAddsPrefix(root) });
    }

    private static (string[] Pieces, float[] Scores) ReadPieces(string file, JsonSettings model, AllocationBudget budget)
    {
        var count = model.Count(Vocab);
        budget.Spend((long)count * (Vocabulary.BytesOfPiece + BytesOfScore), "model.vocab", $"{count} pieces");
        var (pieces, scores) = (new string[count], new float[count]);
        foreach (var (id, pair) in model.NumberedTexts(Vocab).Index())
        {
            (pieces[id], scores[id]) = pair;
        }

        if (count == 0)
        {
            throw new ModelFileException(file, "model.vocab", "pieces with their scores", "none");
        }

        TokenizerJson.RequireLines(file, pieces);
        return (pieces, scores);
    }
}
