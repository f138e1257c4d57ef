using System.Text;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Reads the byte-level BPE tokenizer of a folder: <c>tokenizer.json</c>, or <c>vocab.json</c> and <c>merges.txt</c>.</summary>
internal sealed class BytePairFolderReader(string folder)
{
    public BytePairTokenizer Read()
    {
        var settings = new FolderSettings(folder, TokenizerClasses.BytePairs);
        var file = Path.Combine(folder, BertTokenizer.TokenizerFile);
        var parts = File.Exists(file) ? BytePairJson.Read(file) : ReadFiles(settings);
        return (parts with { Parts = settings.Complete(parts.Parts) }).ToTokenizer();
    }

    private BytePairParts ReadFiles(FolderSettings settings)
    {
        var file = Path.Combine(folder, TokenizerFolder.Pieces);
        var pieces = ReadPieces(file);
        TokenizerJson.RequireLines(file, pieces);
        var parts = new TokenizerParts
        {
            File = file,
            Place = "pieces",
            Pieces = PieceText.Of(pieces),
            Options = SubwordModel.Unchanged,
            Entries = pieces.Count(piece => piece.Length > 0),
            Names = BytePairJson.Names,
        };
        var addsSpace = settings.Config?.Settings.OptionalFlag("add_prefix_space") ?? false;
        return new BytePairParts(parts, addsSpace, SequenceTemplate.Roberta, ReadMerges(Path.Combine(folder, TokenizerFolder.Merges)));
    }

    private static string[] ReadPieces(string file)
    {
        byte[] json = [.. "{\"model\":{\"vocab\":"u8, .. JsonFile.ReadAll(file, TokenizerJson.MaxBytes), .. "}}"u8];
        var budget = new AllocationBudget(file, json.Length);
        var pieces = VocabularyEntries.Extract(file, ref json, budget)
            ?? throw new ModelFileException(file, "file", "a JSON object of pieces and their ids", "another kind of value");
        _ = JsonFile.Parse(file, json, budget);
        return pieces;
    }

    private static List<(string Left, string Right)> ReadMerges(string file)
    {
        var text = JsonFile.ReadAll(file, TokenizerJson.MaxBytes);
        var budget = new AllocationBudget(file, text.Length);
        var lines = text.AsSpan().Count((byte)'\n') + 1;
        budget.Spend(((long)lines * BytePairJson.BytesOfMerge) + (2 * sizeof(char) * (long)text.Length), "file", $"{lines} merges");
        var merges = new List<(string, string)>();
        foreach (var (index, line) in Encoding.UTF8.GetString(text).Split('\n').Index())
        {
            // The first line may name the version.
            var trimmed = line.TrimEnd('\r');
            if (trimmed.Length == 0 || (index == 0 && trimmed.StartsWith("#version", StringComparison.Ordinal)))
            {
                continue;
            }

            var parts = trimmed.Split(' ');
            merges.Add(parts.Length == 2 ? (parts[0], parts[1]) : throw new ModelFileException(file, $"line {index + 1}", "two pieces with a space between", $"{parts.Length}"));
        }

        return merges;
    }
}
