using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Logits of labelled tokens alone: the same loss and gradients as with logits of all, and no larger matrix than that.</summary>
public class LogitRowTests
{
    private const int WideColumns = 30_522;
    private static readonly int[] _ids = [2, 5, 6, 7, 3, 2, 8, 3];
    private static readonly int[] _labels = [-100, 9, -100, 7, -100, -100, 11, -100];

    private static readonly ObjectiveTerm[] _terms =
    [
        new TokenLabels(),
        new KullbackLeibler(2) { Rows = LogitRows.Labelled },
        new SoftLabels { Rows = LogitRows.Labelled },
        new JensenShannon { Rows = LogitRows.Labelled },
    ];

    [Test]
    public void Evaluate_LabelledRowsAlone_GiveTheLossAndGradientOfAllRows([Range(0, 3)] int index)
    {
        var term = _terms[index];
        var (some, someGradients, rows) = Pass(term, term.StudentNeeds);
        var (all, allGradients, allRows) = Pass(term, OutputNeeds.OnlyLogits);

        Assert.That(rows, Is.EqualTo(3));
        Assert.That(allRows, Is.EqualTo(_ids.Length));
        Assert.That(some, Is.EqualTo(all).Within(1e-6 * Math.Abs(all)).And.Not.Zero);
        Assert.That(Deviation.Relative(someGradients, allGradients), Is.LessThan(1e-6));
    }

    [Test]
    public void Forward_NoTokenHasALabel_ComputesNoLogits()
    {
        var outputs = Model(1).Forward(
            Passes.Inference(), Batch(), DropoutRates.None, new TokenLabels().StudentNeeds, new TokenTargets([.. _labels.Select(_ => TokenTargets.None)]));

        Assert.That(outputs.Logits, Is.Null);
    }

    /// <remarks>A term that reads all rows beside one that reads some: both get all, and so does the teacher.</remarks>
    [Test]
    public void Constructor_TermsOfDifferentRows_AskBothModelsForTheSameRows()
    {
        var teacher = new ModelTeacher(Model(2));

        var mixed = new Objective([new(new KullbackLeibler { Rows = LogitRows.Labelled }, 1, teacher), new(new AllRows(), 1)]);
        var labelled = new Objective([new(new KullbackLeibler { Rows = LogitRows.Labelled }, 1, teacher), new(new TokenLabels(), 1)]);

        Assert.That(mixed.StudentNeeds.LogitRows, Is.EqualTo(LogitRows.All));
        Assert.That(mixed.Teachers[teacher].LogitRows, Is.EqualTo(LogitRows.All));
        Assert.That(labelled.StudentNeeds.LogitRows, Is.EqualTo(LogitRows.Labelled));
        Assert.That(labelled.Teachers[teacher].LogitRows, Is.EqualTo(LogitRows.Labelled));
    }

    [Test]
    public void Evaluate_AVocabularyOfClasses_SameBitsForAnyThreads([Values(1, 2, 3)] int threads)
    {
        var (loss, gradient) = Wide(threads);
        var (expectedLoss, expectedGradient) = Wide(threads: 5);

        Assert.That(loss, Is.EqualTo(expectedLoss));
        Assert.That(gradient, Is.EqualTo(expectedGradient));
        Assert.That(gradient, Has.Some.Not.Zero);
    }

    private static (double Loss, float[] Gradient) Wide(int threads)
    {
        const int Rows = 7;
        var tape = Passes.Training(threads);
        var student = Passes.Tensor(tape, Rows, WideColumns, Passes.Numbers(Rows * WideColumns, 1));
        var teacher = Passes.Tensor(tape, Rows, WideColumns, Passes.Numbers(Rows * WideColumns, 2));
        var context = TestContexts.Of(
            tape, TestOutputs.OfLogits(tape, student), TestOutputs.OfLogits(tape, teacher), new TokenTargets([.. Enumerable.Range(0, Rows)]));
        var loss = new KullbackLeibler(2).Evaluate(context, 1) + new TokenLabels().Evaluate(context, 1);
        var gradient = student.GradientSpan.ToArray();
        tape.Clear();
        return (loss, gradient);
    }

    private static (double Loss, float[] Gradients, int Rows) Pass(ObjectiveTerm term, OutputNeeds needs)
    {
        var (student, teacher, targets) = (Model(1), Model(2), new TokenTargets(_labels));
        var (tape, teacherTape) = (Passes.Training(), Passes.Inference());
        var outputs = student.Forward(tape, Batch(), DropoutRates.None, needs, targets);
        var taught = teacher.Forward(teacherTape, Batch(), DropoutRates.None, needs, targets);
        var loss = term.Evaluate(TestContexts.Of(tape, outputs, taught, targets), 1);
        var rows = outputs.Logits!.Rows;
        tape.Backward();
        tape.Clear();
        teacherTape.Clear();
        return (loss, [.. student.Parameters.SelectMany(DenseGradient)], rows);
    }

    private static float[] DenseGradient(Parameter parameter) => parameter.HasGradient && (parameter.UsedRows is null || parameter.UsedRows.Count == parameter.Rows)
        ? parameter.GradientSpan.ToArray()
        : [];

    private static TokenBatch Batch()
    {
        var batch = new TokenBatch();
        batch.AddSequence(_ids.AsSpan(..5), new int[5]);
        batch.AddSequence(_ids.AsSpan(5..), new int[3]);
        return batch;
    }

    private static TextModel Model(int seed) =>
        TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed, HeadKind.MaskedLm);

    /// <summary>A term that reads the logits of all tokens and has no teacher.</summary>
    private sealed class AllRows : LogitTerm
    {
        public override string Name => "all rows";

        protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
        {
            gradient.Clear();
            return 0;
        }
    }
}
