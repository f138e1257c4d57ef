using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models.Checkpoints;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>A folder of Model2Vec: vectors, weights and rows of pieces in model.safetensors, the tokenizer, the settings.</summary>
internal sealed class StaticFolderTarget(Workplace workplace) : FuzzTarget
{
    private const int Dimensions = 4;
    private static readonly string[] _pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "b", "##c"];

    public override string Name => "model2vec";

    public override IReadOnlyList<SeedFile> Seeds { get; } =
    [
        SafetensorsTarget.Seed(Create(workplace, "mapped", mapped: true)),
        SafetensorsTarget.Seed(Create(workplace, "plain", mapped: false)),
        SeedFile.Json(Path.Combine(Create(workplace, "tokenizer", mapped: true), "tokenizer.json")),
        SeedFile.Json(Path.Combine(Create(workplace, "config", mapped: false), "config.json")),
    ];

    public override Action Load(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        _ = StaticCheckpoint.IsIn(folder);
        var checkpoint = StaticCheckpoint.Load(folder);
        return () => checkpoint.Tokenizer.AddTo(new TokenBatch(), "a bc, \u00e9", 10);
    }

    private static string Create(Workplace workplace, string name, bool mapped)
    {
        var folder = workplace.CreateFolder($"model2vec-{name}", [("config.json", """{"model_type": "model2vec", "normalize": true, "hidden_dim": 4}""")]);
        TokenizerJson.Write(Path.Combine(folder, "tokenizer.json"), new BertTokenizer(Vocabulary.FromTokens(_pieces)));
        var rows = mapped ? 3 : _pieces.Length;
        var writer = new SafetensorsWriter();
        writer.Add("embeddings", [rows, Dimensions], new float[rows * Dimensions]);
        if (mapped)
        {
            writer.Add("mapping", [_pieces.Length], new long[] { 0, 0, 1, 1, 2, 2, 0 });
            writer.Add("weights", [_pieces.Length], new float[_pieces.Length]);
        }

        writer.Save(Path.Combine(folder, "model.safetensors"));
        return folder;
    }
}
