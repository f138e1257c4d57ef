using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Resuming;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Resuming;

/// <summary>The state of training each reference model, read into another model of its shape, gives the same bits.</summary>
public class GoldenModelStateTests
{
    [TestCase("albert")]
    [TestCase("albert-groups")]
    [TestCase("bert-bare")]
    [TestCase("bert-bfloat16")]
    [TestCase("bert-eps")]
    [TestCase("bert-float16")]
    [TestCase("bert-gelu-new")]
    [TestCase("bert-masked-lm")]
    [TestCase("bert-masked-lm-bin")]
    [TestCase("bert-qa")]
    [TestCase("bert-regression")]
    [TestCase("bert-relu")]
    [TestCase("bert-sequence")]
    [TestCase("bert-token")]
    [TestCase("distilbert")]
    public void ReadBack_IntoAnotherModel_GivesTheSameOutputs(string name)
    {
        using var temporary = new TemporaryFolder();
        var (model, other) = (Load(name), Other(Load(name)));
        var expected = Outputs(model);
        Assert.That(Outputs(other), Is.Not.EqualTo(expected));

        using (var folder = new ResumeFolder(temporary.Path, _ => { }))
        {
            Assert.That(folder.TryWrite(new ModelState(model, []).Save), Is.True);
            new ModelState(other, []).Load(folder.ReadNewest()!);
        }

        Assert.That(Outputs(other), Is.EqualTo(expected));
    }

    /// <remarks>Heads that a classifier has no place for are left out; two classes stand in for them.</remarks>
    private static TextModel Load(string name)
    {
        var folder = GoldenFiles.Path("models", name);
        var checkpoint = Checkpoint.Load(folder);
        string[] labels = checkpoint.LabelNames.Skip(1).Any() ? [.. checkpoint.LabelNames] : ["no", "yes"];
        var tokenizer = new BertTokenizer(Vocabulary.Load(Path.Combine(folder, "vocab.txt")));
        return TextModelFactory.Create(checkpoint, tokenizer, labels, checkpoint.Shape.MaxPositions, seed: 1);
    }

    private static TextModel Other(TextModel model)
    {
        foreach (var parameter in model.Parameters)
        {
            parameter.ValueSpan.Reverse();
        }

        return model;
    }

    private static float[] Outputs(TextModel model)
    {
        var batch = new TokenBatch();
        batch.AddSequence([2, 7, 11, 42, 3], [0, 0, 0, 0, 0]);
        batch.AddSequence([2, 100, 9, 3, 55, 3], [0, 0, 0, 0, 1, 1]);
        var last = model.Shape.Layers.Length - 1;
        var outputs = model.Forward(Passes.Inference(), batch, DropoutRates.None, OutputNeeds.OnlyLogits with { HiddenStates = [last] });
        return [.. outputs.HiddenStates[last]!.ValueSpan, .. outputs.Logits!.ValueSpan];
    }
}
