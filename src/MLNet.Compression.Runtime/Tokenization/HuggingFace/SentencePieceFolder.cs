using System.Collections.Immutable;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Tokenization.SentencePiece;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>How ALBERT and XLM-R number the pieces of a SentencePiece model, and what they do beside it.</summary>
internal static class SentencePieceFolder
{
    private static SpecialTokenNames Albert { get; } = SpecialTokenNames.Usual with { Padding = "<pad>", Unknown = "<unk>" };

    /// <summary>How special tokens are spelt: as in ALBERT where there is a [CLS], else as in XLM-R, which is as in RoBERTa.</summary>
    public static SpecialTokenNames UsualNames(IEnumerable<string> pieces) => pieces.Contains(Albert.Classification) ? Albert : BytePairJson.Names;

    /// <summary>ALBERT's: ids are those of the model.</summary>
    public static UnigramParts ReadAlbert(string file, JsonSettings? config)
    {
        var model = SentencePieceFile.Read(file);
        var lowerCase = config?.OptionalFlag("do_lower_case") ?? true;
        var keepsAccents = config?.OptionalFlag("keep_accents") ?? false;
        config?.RequireFlag("remove_space", true);
        var options = SubwordModel.Unchanged with { LowerCase = lowerCase, StripAccents = !keepsAccents };
        return Parts(file, model, model.Pieces, Albert, options, SequenceTemplate.Bert) with { ReplacesQuotes = true };
    }

    /// <summary>XLM-R's: four special tokens in fairseq's order, the pieces behind the model's own three special ones, the mask.</summary>
    public static UnigramParts ReadXlmRoberta(string file)
    {
        const int SpecialOfModel = 3;
        var names = BytePairJson.Names;
        var model = SentencePieceFile.Read(file);
        string[] expected = [names.Unknown, names.Classification, names.Separator];
        if (!model.Pieces.Take(SpecialOfModel).Select(piece => piece.Text).SequenceEqual(expected))
        {
            throw new ModelFileException(file, "the first pieces", string.Join(' ', expected), string.Join(' ', model.Pieces.Take(SpecialOfModel).Select(piece => piece.Text)), "Use the model of an XLM-R tokenizer.");
        }

        string[] first = [names.Classification, names.Padding, names.Separator, names.Unknown];
        List<ScoredPiece> pieces = [.. first.Select(Special), .. model.Pieces.Skip(SpecialOfModel), Special(names.Mask)];
        return Parts(file, model, pieces, names, SubwordModel.Unchanged, SequenceTemplate.Roberta);

        static ScoredPiece Special(string name) => new(name, 0, PieceType.Control);
    }

    private static UnigramParts Parts(
        string file, SentencePieceFile model, List<ScoredPiece> pieces, SpecialTokenNames names, TokenizerOptions options, SequenceTemplate template)
    {
        var parts = new TokenizerParts
        {
            File = file,
            Place = "pieces",
            Pieces = PieceText.Of([.. pieces.Select(piece => piece.Text)]),
            Options = options,
            Entries = pieces.Count,
            Names = names,
        };
        var unused = pieces.Index().Where(piece => piece.Item.Type is PieceType.Unknown or PieceType.Control or PieceType.Unused).Select(piece => piece.Index);
        return new UnigramParts(parts, [.. pieces.Select(piece => piece.Score)], [.. unused], template)
        {
            Characters = model.Characters,
            AddsPrefix = model.AddsPrefix,
        };
    }
}
