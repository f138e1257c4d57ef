using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Tests.Tasks;

public class QualityDoubtTests
{
    private static readonly TextDataset _rows = TinyModels.Data(40, seed: 5);

    [TestCase(0.5, "0.500", "0.500")]
    [TestCase(0.54, "0.540", "0.500")]
    public void Of_ScoreNearTheMostFrequentClass_SaysBothScoresAndTheRemedy(double score, string named, string guess) => Assert.That(
        QualityDoubt.Of("distil", TinyModels.Create(), new ValidationData(_rows), score),
        Does.StartWith("distil: the model's score on the 40 validation rows is " + named).And.Contain(guess).And.Contain("most frequent class").And.Contain("LearningRate"));

    /// <remarks>The teacher is right for all rows, a guess for half of them: three quarters of the lead is 0.875.</remarks>
    [TestCase(0.80, true)]
    [TestCase(0.90, false)]
    public void Of_ScoreBelowTheTeachers_WarnsWhereItIsFar(double score, bool warns)
    {
        var data = new ValidationData(_rows, Certain(_rows));

        Assert.That(
            QualityDoubt.Of("prune", TinyModels.Create(), data, score),
            warns ? Does.Contain("0.800, far below its teacher's 1.000").And.Contain("Sparsity") : Is.Null);
    }

    [TestCase(0.05, true)]
    [TestCase(0.30, false)]
    public void Of_Regression_MeasuresFromNoCorrelation(double score, bool warns)
    {
        var (model, data) = (Regression(), Values());

        Assert.That(QualityDoubt.Of("fine-tune", model, new ValidationData(data), score), warns ? Does.Contain("naming the mean") : Is.Null);
    }

    [Test]
    public void Of_RegressionFarBelowItsTeacher_Warns()
    {
        var data = Values();

        Assert.That(
            QualityDoubt.Of("distil", Regression(), new ValidationData(data) { TeacherValues = data.Values.ToArray() }, 0.5),
            Does.Contain("0.500, far below its teacher's 1.000"));
    }

    [Test]
    public void Run_TooFewSteps_WarnsAtTheEnd()
    {
        var warnings = new List<string>();
        var environment = new TrainingEnvironment(1, 2) { Validation = new ValidationData(_rows), Warn = warnings.Add };

        FineTuning.Run(TinyModels.Create(), TinyModels.Data(32), new FineTuningOptions { Epochs = 1, LearningRate = 1e-6 }, environment);

        Assert.That(warnings, Has.Count.EqualTo(2));
        Assert.That(warnings[0], Does.Contain("1 steps (1 x 1) are few"));
        Assert.That(warnings[1], Does.Contain("learnt next to nothing"));
    }

    [Test]
    public void Run_TaskLearnt_SaysNothing()
    {
        var warnings = new List<string>();
        var environment = new TrainingEnvironment(1, 2) { Validation = new ValidationData(_rows), Warn = warnings.Add };

        FineTuning.Run(TinyModels.Create(), TinyModels.Data(128), new FineTuningOptions { BatchSize = 8, LearningRate = 3e-3, Epochs = 32 }, environment);

        Assert.That(warnings, Is.Empty);
    }

    private static ProbabilityTable Certain(TextDataset rows) => new([.. rows.Labels.ToArray().SelectMany(label => new float[] { 1 - label, label })], 2);

    private static TextModel Regression() => TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed: 1, HeadKind.Regression);

    private static TextDataset Values()
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (text, label) in TinyModels.Texts(20))
        {
            data.Add(text.AsMemory(), null, label + (0.1f * text.Length));
        }

        return data;
    }
}
