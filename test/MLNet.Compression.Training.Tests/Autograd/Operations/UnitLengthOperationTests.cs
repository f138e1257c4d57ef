using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class UnitLengthOperationTests
{
    [Test]
    public void Backward_RowsOfAnyLength_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("vectors", 4, 7);

        check.Run(
            tape => UnitLengthOperation.Apply(tape, check.Inputs[0]),
            values => [.. values[0].Chunk(7).SelectMany(row => row.Select(value => value / Math.Sqrt(row.Sum(x => x * x))))]);
    }

    [Test]
    public void Apply_RowOfZeros_StaysZeroAndHasNumbersForGradients()
    {
        var tape = Passes.Training();
        var input = Passes.Parameter(1, 3, new float[3], "zeros");

        var output = UnitLengthOperation.Apply(tape, input);
        output.OpenGradient(tape.Buffers);
        output.GradientSpan.Fill(1);
        tape.Backward();

        Assert.That(output.ValueSpan.ToArray(), Is.All.Zero);
        Assert.That(input.GradientSpan.ToArray(), Is.All.Matches<float>(float.IsFinite));
    }
}
