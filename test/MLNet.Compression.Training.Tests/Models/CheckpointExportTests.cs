using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>A model that was written as a Hugging Face folder and read again computes the same in training, whatever its head.</summary>
public class CheckpointExportTests
{
    private static readonly string[] _models =
    [
        "albert", "albert-groups", "bert-bare", "bert-bfloat16", "bert-eps", "bert-float16", "bert-gelu-new", "bert-masked-lm", "bert-masked-lm-bin",
        "bert-qa", "bert-regression", "bert-relu", "bert-sequence", "bert-sequence-bin", "bert-sequence-legacy-bin", "bert-token", "distilbert",
    ];

    [TestCaseSource(nameof(_models))]
    public void Save_CheckpointOfAnyHead_GivesTheSameHiddenStates(string name)
    {
        var (checkpoint, tokenizer) = Load(FolderOf(name));
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            checkpoint.Save(folder, tokenizer);
            RequireSameStates(Load(folder), (checkpoint, tokenizer), name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("bert-sequence")]
    [TestCase("albert")]
    [TestCase("distilbert")]
    public void ToCheckpoint_TrainedModel_HasItsWeights(string name)
    {
        var golden = GoldenModel.Load(name);

        var checkpoint = CompressedModelEncoder.Encode(golden.Model, ValueFormat.Float32).ToCheckpoint();

        var expected = golden.Read(parameter => parameter.ValueSpan.ToArray());
        Assert.That(checkpoint.ModelType, Is.EqualTo(name.Split('-')[0]));
        Assert.That(checkpoint.Tensors.Keys, Is.EquivalentTo(expected.Keys));
        Assert.That(checkpoint.Tensors.Values.Select(tensor => tensor.Values), Is.EqualTo(checkpoint.Tensors.Keys.Select(key => expected[key])));
        TestContext.Out.WriteLine($"{name}: {expected.Count} tensors are equal");
    }

    private static string FolderOf(string name) =>
        Directory.Exists(GoldenFiles.Path("models", name)) ? GoldenFiles.Path("models", name) : Runtime.Tests.SharedFiles.Require($"golden/models/{name}");

    private static (Checkpoint Checkpoint, BertTokenizer Tokenizer) Load(string folder) => (Checkpoint.Load(folder), BertTokenizer.Load(folder));

    private static void RequireSameStates((Checkpoint Checkpoint, BertTokenizer Tokenizer) found, (Checkpoint Checkpoint, BertTokenizer Tokenizer) expected, string name)
    {
        var states = States(found, name);

        Assert.That(states, Is.EqualTo(States(expected, name)));
        Assert.That(states, Has.None.NaN);
        TestContext.Out.WriteLine($"{name}: {states.Length} values of hidden states, no bit differs");
    }

    private static float[] States((Checkpoint Checkpoint, BertTokenizer Tokenizer) model, string name)
    {
        var text = TextModelFactory.Create(model.Checkpoint, model.Tokenizer, ["no", "yes"], model.Checkpoint.Shape.MaxPositions, seed: 1);

        // Other file formats of a model have its inputs.
        var inputs = GoldenFiles.Json("models", name.Replace("-legacy", "", StringComparison.Ordinal).Replace("-bin", "", StringComparison.Ordinal), "inputs.json");
        var batch = GoldenModel.Batch(inputs.GetProperty("sequences").EnumerateArray());
        var (last, _) = text.Encoder.Forward(Passes.Inference(), batch, DropoutRates.None, OutputNeeds.Nothing);
        return last.ValueSpan.ToArray();
    }
}
