using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Optimizers;

public class OptimizerTests
{
    [Test]
    public void GradientNorm_SparseAndDense_CountsUsedRowsOnly()
    {
        var (tape, table, vector) = (Passes.Training(), Table(), Passes.Parameter(1, 3, new float[3]));
        Fill(table, tape, row: 1, value: 2);
        vector.AddableGradient(tape.Buffers).RowSpan(0).Fill(3);
        table.Gradient.RowSpan(0).Fill(float.NaN);
        var optimizer = new Sgd([table, vector], new SgdOptions(), tape.Workers);

        Assert.That(optimizer.GradientNorm(), Is.EqualTo(Math.Sqrt((2 * 4) + (3 * 9))).Within(1e-12));
    }

    [Test]
    public void Step_UnusedRows_StayUnlessDense()
    {
        foreach (var dense in new[] { false, true })
        {
            var (tape, table) = (Passes.Training(), Table());
            var optimizer = new Sgd([table], new SgdOptions { WeightDecay = 0.5, DenseEmbeddings = dense }, tape.Workers);
            Fill(table, tape, row: 1, value: 2);
            table.Gradient.RowSpan(0).Fill(float.NaN);

            optimizer.Step(1, gradientScale: 1);

            Assert.That(table.Value.RowSpan(0).ToArray(), Is.All.EqualTo(dense ? 0.5f : 1f));
            Assert.That(table.Value.RowSpan(1).ToArray(), Is.All.EqualTo(-1.5f));
        }
    }

    [Test]
    public void Step_NoGradient_LeavesTheParameter()
    {
        var (tape, vector) = (Passes.Training(), Passes.Parameter(1, 3, [1, 2, 3]));

        new AdamW([vector], new AdamWOptions(), tape.Workers).Step(1, 1);

        Assert.That(vector.ValueSpan.ToArray(), Is.EqualTo([1f, 2, 3]));
    }

    /// <remarks>As the table of a masked LM, which is the decoder's weight too.</remarks>
    [Test]
    public void GradientNorm_WholeGradientOfATableOpened_CountsEveryRow()
    {
        var (tape, table) = (Passes.Training(), Table());
        Fill(table, tape, row: 1, value: 2);
        table.OpenGradient(tape.Buffers);
        table.GradientSpan.Fill(3);
        var optimizer = new AdamWOptions().Create([table], tape.Workers);

        Assert.That(optimizer.GradientNorm(), Is.EqualTo(Math.Sqrt(6 * 9)).Within(1e-12));
        optimizer.Step(0.1, 1);
        Assert.That(table.ValueSpan.ToArray(), Is.All.LessThan(1f));
        Assert.That(table.UsedRows!.Count, Is.Zero);
    }

    [Test]
    public void Step_Done_ForgetsGradientsAndUsedRows()
    {
        var (tape, table) = (Passes.Training(), Table());
        Fill(table, tape, row: 1, value: 2);
        var optimizer = new AdamW([table], new AdamWOptions(), tape.Workers);

        optimizer.Step(0.1, 1);

        Assert.That(table.HasGradient, Is.False);
        Assert.That(table.UsedRows!.Count, Is.Zero);
        Assert.That(optimizer.GradientNorm(), Is.Zero);
        Assert.That(optimizer.Steps, Is.EqualTo(1));
    }

    [Test]
    public void Step_ParameterThatDoesNotDecay_KeepsItsSize()
    {
        var tape = Passes.Training();
        var bias = new Parameter("bias", 1, 2) { Decays = false };
        bias.ValueSpan.Fill(1);
        bias.AddableGradient(tape.Buffers);

        new AdamW([bias], new AdamWOptions { WeightDecay = 0.5 }, tape.Workers).Step(1, 1);

        Assert.That(bias.ValueSpan.ToArray(), Is.All.EqualTo(1f));
    }

    [Test]
    public void Step_LearningRateFactor_MovesFurther()
    {
        var tape = Passes.Training();
        Parameter[] parameters = [new("slow", 1, 9), new("fast", 1, 9) { LearningRateFactor = 10 }];
        foreach (var parameter in parameters)
        {
            parameter.AddableGradient(tape.Buffers).RowSpan(0).Fill(1);
        }

        new Sgd(parameters, new SgdOptions(), tape.Workers).Step(0.1, 1);

        Assert.That(parameters[0].ValueSpan.ToArray(), Is.All.EqualTo(-0.1f));
        Assert.That(parameters[1].ValueSpan.ToArray(), Is.All.EqualTo(-1f));
    }

    private static Parameter Table()
    {
        var table = new Parameter("table", 3, 2) { UsedRows = new RowSet(3) };
        table.ValueSpan.Fill(1);
        return table;
    }

    private static void Fill(Parameter table, Tape tape, int row, float value)
    {
        table.OpenRowGradients(tape.Buffers);
        table.UsedRows!.Add(row);
        table.Gradient.RowSpan(row).Fill(value);
    }
}
