using MLNet.Compression.Runtime.Tests.Tokenization.BytePairs;
using MLNet.Compression.Runtime.Tests.Tokenization.Unigrams;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>A small tokenizer of each kind.</summary>
internal static class SmallTokenizers
{
    public static readonly string[] Names = ["byte-level BPE", "xlm-r", "albert"];

    public static TextTokenizer Of(string name)
    {
        if (name != Names[0])
        {
            return TextTokenizer.Load(UnigramGolden.Folder(name));
        }

        string[] pieces = [.. RobertaFolder.BytePieces[..^1], "th", "the", "Ġthe", "ca", "cat", "Ġcat", "<mask>"];
        using var folder = new RobertaFolder(pieces, [("t", "h"), ("th", "e"), ("Ġ", "the"), ("c", "a"), ("ca", "t"), ("Ġ", "cat")]);
        return TextTokenizer.Load(folder.Path);
    }
}
