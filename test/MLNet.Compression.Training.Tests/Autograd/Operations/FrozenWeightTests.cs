using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

/// <summary>Weights that do not learn get no gradient, and what they act on gets the same as ever.</summary>
public class FrozenWeightTests
{
    [Test]
    public void Backward_FrozenLayer_GivesItsInputTheSameGradientAndItsWeightsNone()
    {
        var layer = TinyModels.CreateLively().Encoder.Layers[0];
        var expected = InputGradient(layer, frozen: []);
        Assert.That(layer.Parameters.Select(parameter => parameter.HasGradient), Has.All.True);
        foreach (var parameter in layer.Parameters)
        {
            parameter.ClearGradient();
        }

        var actual = InputGradient(layer, [.. layer.Parameters]);

        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(layer.Parameters.Select(parameter => parameter.HasGradient), Has.All.False);
    }

    [Test]
    public void Backward_OneFrozenWeight_LeavesTheOthersTheirGradients([Range(0, 11)] int index)
    {
        var layer = TinyModels.CreateLively().Encoder.Layers[0];

        InputGradient(layer, [layer.Parameters.ElementAt(index)]);

        Assert.That(layer.Parameters.Select((parameter, i) => parameter.HasGradient == (i != index)), Has.All.True);
    }

    [Test]
    public void Backward_FrozenTable_GetsNoGradient()
    {
        var model = TinyModels.Create();
        var embeddings = model.Encoder.Embeddings;
        var tape = Tape([embeddings.Words]);
        Passes.Fill(tape, EmbeddingOperation.Apply(tape, TinyModels.Batch(TinyModels.Data(2)), embeddings.Words, embeddings.Positions, embeddings.TokenTypes));

        tape.Backward();

        Assert.That(embeddings.Words.HasGradient, Is.False);
        Assert.That(embeddings.Words.UsedRows!.Count, Is.Zero);
        Assert.That(embeddings.Positions!.HasGradient, Is.True);
    }

    [Test]
    public void StopGradient_PassesValuesAndNoGradient()
    {
        var tape = Passes.Training();
        var input = Passes.Parameter(3, 5, Passes.Numbers(15, seed: 1));
        var output = StopGradientOperation.Apply(tape, input);
        Assert.That(output.ValueSpan.ToArray(), Is.EqualTo(input.ValueSpan.ToArray()));
        Passes.Fill(tape, output);

        tape.Backward();

        Assert.That(input.HasGradient, Is.False);
    }

    private static float[] InputGradient(BertLayer layer, HashSet<Parameter> frozen)
    {
        var tape = Tape(frozen);
        var input = Passes.Parameter(7, 32, Passes.Numbers(7 * 32, seed: 3));
        Passes.Fill(tape, layer.Forward(tape, input, new AttentionLayout([0, 3, 7], layer.Heads), DropoutRates.None, false, false).Hidden);
        tape.Backward();
        tape.Clear();
        return input.GradientSpan.ToArray();
    }

    private static Tape Tape(HashSet<Parameter> frozen)
    {
        var tape = Passes.Training();
        return new Tape(tape.Buffers, tape.Workers, training: true) { Frozen = frozen };
    }
}
