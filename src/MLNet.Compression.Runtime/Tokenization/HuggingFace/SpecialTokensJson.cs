using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>How a <c>tokenizer.json</c> spells the tokens that stand around texts, and where they stand.</summary>
internal static class SpecialTokensJson
{
    /// <param name="root">The file.</param>
    /// <param name="names">The spelling where the file says nothing.</param>
    /// <param name="pieces">The pieces by their ids.</param>
    /// <param name="added">The added tokens.</param>
    public static (SpecialTokenNames Names, SequenceTemplate Template) Read(JsonSettings root, SpecialTokenNames names, IReadOnlyList<string> pieces, List<AddedToken> added)
    {
        var (classification, separator, template) = PostProcessorJson.Read(root, IdOf, SequenceTemplate.Roberta, SequenceTemplate.Bert);
        return (names with { Classification = TextOf(classification, names.Classification), Separator = TextOf(separator, names.Separator) }, template);

        int IdOf(string token) => added.Find(one => one.Text == token)?.Id ?? pieces.IndexOf(token);

        string TextOf(int id, string usual) => added.Find(one => one.Id == id)?.Text ?? ((uint)id < (uint)pieces.Count && pieces[id].Length > 0 ? pieces[id] : usual);
    }

    private static int IndexOf(this IReadOnlyList<string> pieces, string token)
    {
        for (var id = 0; id < pieces.Count; id++)
        {
            if (pieces[id] == token)
            {
                return id;
            }
        }

        return -1;
    }
}
