using System.Text;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Reads <c>tokenizer.json</c> of Hugging Face's tokenizers: WordPiece after BERT's normaliser and pre-tokenizer, nothing else.</summary>
/// <remarks>Its padding and decoder settings are not read, nor how long a sequence may be: callers say that, and batches have no padding.</remarks>
internal static partial class TokenizerJson
{
    public const long MaxBytes = 256L << 20;
    public const string Remedy = "Use a BERT WordPiece tokenizer, or build it from its vocabulary and TokenizerOptions.";

    private const string ContinuationPrefix = "##";
    private const string Model = "WordPiece";

    /// <param name="file">The file.</param>
    /// <param name="textAlone">Whether it does not matter what is put around a text.</param>
    public static TokenizerParts Read(string file, bool textAlone = false)
    {
        var json = JsonFile.ReadAll(file, MaxBytes);
        var budget = new AllocationBudget(file, json.Length);
        var pieces = VocabularyEntries.Extract(file, ref json, budget);
        return Read(file, JsonSettings.Parse(file, json, budget, Remedy), pieces, textAlone);
    }

    private static TokenizerParts Read(string file, JsonSettings root, string[]? entries, bool textAlone)
    {
        var model = root.Object("model");
        model.RequireText("type", Model);
        model.RequireText("continuing_subword_prefix", ContinuationPrefix);
        var maxWordLength = model.Integer("max_input_chars_per_word", 1, TokenizerOptions.MostMaxWordLength, 100);
        PreTokenizerJson.Check(root);
        var options = TruncationJson.Read(root, NormalizerJson.Read(root) with { MaxWordLength = maxWordLength });
        _ = model.Object("vocab");
        RequireLines(file, entries ?? []);
        var pieces = PieceText.Of(entries ?? []);
        List<AddedToken> added = [.. root.Objects("added_tokens").Select(token => AddedTokenJson.Read(token, token.Integer("id", 0, int.MaxValue)))];
        return new TokenizerParts
        {
            File = file,
            Place = VocabularyEntries.Path,
            Pieces = pieces,
            Options = options,
            Added = added,
            Entries = entries?.Count(piece => piece.Length > 0) ?? 0,
            Names = ReadNames(file, root, pieces, added, textAlone),
        };
    }

    private static SpecialTokenNames ReadNames(string file, JsonSettings root, PieceText pieces, List<AddedToken> added, bool textAlone)
    {
        var index = PieceIndex.Of(pieces);
        if (index.Repeated is ({ } first, { } second))
        {
            throw new ModelFileException(file, VocabularyEntries.Path, "each piece once", $"'{pieces.Decode(first)}' with the ids {first} and {second}");
        }

        var names = SpecialTokenNames.Usual with { Unknown = root.Object("model").Text("unk_token") };
        if (textAlone)
        {
            return names;
        }

        var (classification, separator, _) = PostProcessorJson.Read(root, IdOf, SequenceTemplate.Bert);
        return names with
        {
            Classification = TextOf(classification, SpecialTokens.Classification),
            Separator = TextOf(separator, SpecialTokens.Separator),
        };

        int IdOf(string token) => added.Find(one => one.Text == token)?.Id ?? index.Find(Encoding.UTF8.GetBytes(token));

        string TextOf(int id, string usual) =>
            added.Find(one => one.Id == id)?.Text ?? ((uint)id < (uint)pieces.Count && !pieces[id].IsEmpty ? pieces.Decode(id) : usual);
    }

    /// <exception cref="ModelFileException">A piece holds a line break.</exception>
    public static void RequireLines(string file, string[] pieces)
    {
        var fault = Array.FindIndex(pieces, piece => piece.AsSpan().ContainsAny('\r', '\n'));
        if (fault >= 0)
        {
            throw new ModelFileException(file, VocabularyEntries.Path, "pieces without line breaks", $"one in piece {fault}");
        }
    }
}
