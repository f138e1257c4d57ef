using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Runtime.Tokenization.BytePairs;
using MLNet.Compression.Runtime.Tokenization.Unigrams;
using MLNet.Compression.Runtime.Tokenization.WordPiece;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>How words become pieces where that is not WordPiece; the features name the kind.</summary>
internal static class SubwordsSection
{
    private static readonly (string Kind, Func<ModelReader, Vocabulary, SubwordModel> Read)[] _kinds =
    [
        (BytePairModel.Kind, BytePairModel.Read),
        (UnigramModel.Kind, UnigramModel.Read),
    ];

    /// <summary>The kinds, as the features name them.</summary>
    public static string[] Kinds { get; } = Array.ConvertAll(_kinds, kind => kind.Kind);

    /// <summary>The name of a model's kind; none for WordPiece.</summary>
    public static string[] Of(CompressedModel model) => IsThere(model) ? [model.Subwords.Name] : [];

    public static bool IsThere(CompressedModel model) => model.Subwords is not WordPieceModel;

    public static void Write(ModelWriter writer, CompressedModel model) => model.Subwords.Write(writer);

    public static void Read(ModelReader reader, ModelParts parts)
    {
        foreach (var (kind, read) in _kinds)
        {
            if (parts.Features.Contains(kind))
            {
                parts.Subwords = read(reader, parts.Vocabulary!);
                return;
            }
        }

        throw reader.Error($"the kind of tokenizer among the features: {string.Join(" or ", Kinds)}", "none of them");
    }
}
