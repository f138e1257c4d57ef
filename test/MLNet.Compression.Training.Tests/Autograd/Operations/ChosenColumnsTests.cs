using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class ChosenColumnsTests
{
    private static readonly int[] _columns = [6, 0, 3];

    [Test]
    public void Gather_Backward_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("x", 4, 7);

        check.Run(
            tape => GatherColumnsOperation.Apply(tape, check.Inputs[0], _columns),
            values => [.. values[0].Chunk(7).SelectMany(row => _columns.Select(column => row[column]))],
            tolerance: 1e-7);
    }

    [Test]
    public void Scatter_Backward_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("x", 4, 3);

        check.Run(
            tape => ScatterColumnsOperation.Apply(tape, check.Inputs[0], _columns, features: 7),
            values => [.. values[0].Chunk(3).SelectMany(row => Enumerable.Range(0, 7).Select(column => _columns.Contains(column) ? row[Array.IndexOf(_columns, column)] : 0))],
            tolerance: 1e-7);
    }

    [Test]
    public void Gather_FrozenWeight_HasNoGradient()
    {
        var weight = Passes.Parameter(1, 7, Passes.Numbers(7, 1));
        var training = Passes.Training();
        var tape = new Tape(training.Buffers, training.Workers, training: true) { Frozen = new HashSet<Parameter> { weight } };

        Passes.Fill(tape, GatherColumnsOperation.Apply(tape, weight, _columns));
        tape.Backward();

        Assert.That(weight.HasGradient, Is.False);
    }
}
