using System.Collections.Immutable;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>What only some tokenizers have, and a reader has to know.</summary>
internal static class TextFeatures
{
    /// <summary>Pieces may be there more than once; the last place counts.</summary>
    public const string RepeatedPieces = "repeated-pieces";

    /// <summary>Texts that are too long lose their first tokens.</summary>
    public const string TruncateLeft = "truncate-left";

    /// <summary>Spacing and enclosing marks are dropped with the accents.</summary>
    public const string StripOtherMarks = "strip-other-marks";

    private const string SpecialNames = "special-tokens";
    private const string Added = "added-tokens";
    private const int MostAdded = 1 << 16;

    /// <summary>All names.</summary>
    public static string[] All { get; } = [RepeatedPieces, TruncateLeft, StripOtherMarks, SpecialNames, Added];

    /// <summary>The names of those that a model has.</summary>
    public static IEnumerable<string> Of(CompressedModel model)
    {
        var vocabulary = model.Vocabulary;
        bool[] has = [vocabulary.Repeated is not null, model.Tokenizer.TruncateLeft, model.Tokenizer.StripOtherMarks, HasNames(vocabulary), !vocabulary.AddedTokens.IsEmpty];
        return All.Where((_, index) => has[index]);
    }

    public static void Write(ModelWriter writer, Vocabulary vocabulary)
    {
        foreach (var name in HasNames(vocabulary) ? vocabulary.Names.All : [])
        {
            writer.WriteString(name);
        }

        if (vocabulary.AddedTokens.IsEmpty)
        {
            return;
        }

        writer.WriteInt32(vocabulary.AddedTokens.Length);
        foreach (var token in vocabulary.AddedTokens)
        {
            writer.WriteString(token.Text);
            writer.WriteInt32(token.Id);
            foreach (var flag in new[] { token.IsSpecial, token.IsNormalized, token.IsSingleWord, token.StripsLeft, token.StripsRight })
            {
                writer.WriteInt32(flag ? 1 : 0);
            }
        }
    }

    public static VocabularyExtras Read(ModelReader reader, List<string> features)
    {
        var names = features.Contains(SpecialNames) ? ReadNames(reader) : SpecialTokenNames.Usual;
        return new VocabularyExtras { Names = names, AddedTokens = features.Contains(Added) ? ReadAdded(reader) : [] };
    }

    private static bool HasNames(Vocabulary vocabulary) => vocabulary.Names != SpecialTokenNames.Usual;

    private static SpecialTokenNames ReadNames(ModelReader reader)
    {
        var names = new string[SpecialTokenNames.Usual.All.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = reader.ReadString("a special token");
        }

        return SpecialTokenNames.Of(names);
    }

    private static ImmutableArray<AddedToken> ReadAdded(ModelReader reader)
    {
        var count = reader.ReadInt32("the number of added tokens", 0, MostAdded);
        var tokens = ImmutableArray.CreateBuilder<AddedToken>();
        for (var i = 0; i < count; i++)
        {
            reader.Spend(VocabularyExtras.BytesOfToken, "added tokens");
            var text = reader.ReadString("an added token");
            var id = reader.ReadInt32("the id of an added token", 0, int.MaxValue);
            tokens.Add(new AddedToken(text.Length > 0 ? text : throw reader.Error("an added token", "an empty text"), id, reader.ReadFlag("whether it is special"))
            {
                IsNormalized = reader.ReadFlag("whether an added token is found in normalised text"),
                IsSingleWord = reader.ReadFlag("whether an added token is a word of its own"),
                StripsLeft = reader.ReadFlag("whether an added token takes in the space before it"),
                StripsRight = reader.ReadFlag("whether an added token takes in the space behind it"),
            });
        }

        return tokens.ToImmutable();
    }
}
