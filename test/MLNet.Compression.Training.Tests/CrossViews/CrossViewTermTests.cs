using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.CrossViews;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling.Batches;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.CrossViews;

/// <summary>Cross-view training against a model in double precision: value, gradient, and the weights after two steps.</summary>
public class CrossViewTermTests
{
    private const double Tolerance = 5e-5;
    private const long Step = 3;

    [TestCase(HeadKind.Sequence)]
    [TestCase(HeadKind.Token)]
    public void Evaluate_EveryView_EqualsFiniteDifferencesOnEveryInstructionSet(HeadKind head)
    {
        var test = new CrossViewCase(head);
        var term = new CrossViewTerm(test.Student, test.ViewPasses(), DropoutRates.None);
        Parameter[] parameters = [.. test.Student.Parameters, .. term.Parameters];
        var values = CrossViewCase.ValuesOf(parameters);
        var full = test.FullView(values);
        var expected = Enumerable.Range(0, parameters.Length).Select(i => FiniteDifferences.Of(values, i, inputs => test.ViewLoss(inputs, full, Step))).ToArray();
        foreach (var set in InstructionSets.Supported)
        {
            using var forced = InstructionSets.Force(set);
            var comparison = new GoldenComparison($"cross views of {head}, {set}");

            comparison.Add("value", Evaluate(test, term, weight: 0.5), test.ViewLoss(values, full, Step), 1e-2);

            foreach (var (parameter, gradient) in parameters.Zip(expected))
            {
                comparison.Add(parameter.Name, Take(parameter), [.. gradient.Select(value => (float)(0.5 * value))], 1e-2);
            }

            comparison.AssertBelow(Tolerance);
        }
    }

    /// <remarks>Plain gradient descent, because a first step of Adam is as long for a gradient of rounding errors as for any other.</remarks>
    [TestCase(HeadKind.Sequence)]
    [TestCase(HeadKind.Token)]
    public void Recipe_TwoSteps_EqualTheSlowComputation(HeadKind head)
    {
        const double rate = 0.1;
        var test = new CrossViewCase(head);
        var stage = DistillationRecipe.CrossView(0.7).Stages.Single();
        var objective = new Objective(stage.Losses.SelectMany(loss => loss.Terms(new LossSetting(test.Student, [], null, Seed: 5))));
        Parameter[] parameters = [.. test.Student.Parameters, .. objective.Parameters];
        var values = CrossViewCase.ValuesOf(parameters);
        var expected = Descend(values, rate, test.LabelLoss);
        var full = test.FullView(expected);
        expected = Descend(expected, rate, inputs => 0.7 * test.ViewLoss(inputs, full, step: 1));

        new TrainingLoop(PlanOf(test, stage, objective, rate), new TrainingEnvironment(1, 2)).Run();

        var comparison = new GoldenComparison($"two steps of {head}");
        foreach (var (parameter, weights) in parameters.Zip(expected))
        {
            comparison.Add(parameter.Name, parameter.ValueSpan, [.. weights.Select(value => (float)value)]);
        }

        comparison.AssertBelow(2e-6);
        Assert.That(expected.SelectMany(weights => weights), Is.Not.EqualTo(values.SelectMany(weights => weights)).Within(1e-3));
    }

    private static double Evaluate(CrossViewCase test, CrossViewTerm term, double weight)
    {
        var (tape, batch) = (Passes.Training(), test.Batch());
        var full = new SelfTeacher(test.Student).Forward(Passes.Inference(), batch, term.TeacherNeeds);
        var value = term.Evaluate(new ObjectiveContext(tape, batch, full, full, new StepPosition(Step, 10)), weight);
        tape.Backward();
        tape.Clear();
        return value;
    }

    private static float[] Take(Parameter parameter)
    {
        var gradient = new float[parameter.Count];
        for (var row = 0; parameter.HasGradient && row < parameter.Rows; row++)
        {
            if (parameter.UsedRows is null || parameter.UsedRows.Contains(row))
            {
                parameter.Gradient.RowSpan(row).CopyTo(gradient.AsSpan(row * parameter.Columns));
            }
        }

        parameter.ClearGradient();
        parameter.UsedRows?.Clear();
        return gradient;
    }

    private static double[][] Descend(double[][] values, double rate, Func<double[][], double> loss)
    {
        var gradients = Enumerable.Range(0, values.Length).Select(i => FiniteDifferences.Of(values, i, loss)).ToArray();
        return [.. values.Zip(gradients, (own, gradient) => own.Zip(gradient, (value, slope) => value - (rate * slope)).ToArray())];
    }

    private static TrainingPlan PlanOf(CrossViewCase test, DistillationStage stage, Objective objective, double rate) => new()
    {
        Stage = stage.Name,
        Student = test.Student,
        Source = stage.Batches.SourceOf(new BatchRows(
            new TextRows("labelled", test.Labeled), new TextRows("unlabelled", test.Unlabeled), new StepShape(BatchSize: 3), WithTargets: true, Transform: null)),
        Objective = objective,
        LearningRate = rate,
        Epochs = 1,
        Dropout = DropoutRates.None,
        MaximumGradientNorm = double.MaxValue,
        Optimizer = new SgdOptions(),
    };
}
