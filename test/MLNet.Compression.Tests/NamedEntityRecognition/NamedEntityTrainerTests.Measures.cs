using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Tests.NamedEntityRecognition;

/// <summary>Models compared with their teacher, and attacked.</summary>
public partial class NamedEntityTrainerTests
{
    [Test]
    public void EvaluateNamedEntityLoyalty_OfAModelToItself_IsOne()
    {
        var metrics = _ml.MulticlassClassification.EvaluateNamedEntityLoyalty(_test.Value, _model.Value, _model.Value);

        Assert.That((metrics.Rows, metrics.TagLoyalty, metrics.F1), Is.EqualTo((60, 1.0, 1.0)));
        Assert.That(metrics.ProbabilityLoyalty, Is.EqualTo(1).Within(1e-6));
        Assert.That(metrics.Words, Is.EqualTo(Read(_model.Value).Sum(row => row.Words.Length)));
    }

    [Test]
    public void EvaluateNamedEntityLoyalty_CoarseStudent_CountsWhatBothColumnsHave()
    {
        var student = (TextModelTransformer)_model.Value.Quantize(QuantizationScheme.LearnedStep(2));
        var pairs = Read(student).SelectMany(row => row.PredictedLabel).Zip(Read(_model.Value).SelectMany(row => row.PredictedLabel)).ToArray();

        var metrics = _ml.MulticlassClassification.EvaluateNamedEntityLoyalty(_test.Value, student, _model.Value);

        Assert.That(metrics.TagLoyalty, Is.EqualTo(pairs.Average(tags => tags.First == tags.Second ? 1.0 : 0)).Within(1e-12).And.LessThan(1));
        Assert.That(metrics.F1, Is.GreaterThan(0).And.LessThan(1));
        Assert.That(metrics.ProbabilityLoyalty, Is.GreaterThan(0).And.LessThan(1));
        Assert.That(metrics.Types.Sum(type => type.Entities), Is.EqualTo(pairs.Count(tags => tags.Second.StartsWith('B'))), "the teacher's entities count as true");
        Assert.That(metrics.ToDataFrame().Rows.Single()[2], Is.EqualTo(metrics.TagLoyalty));
    }

    [Test]
    public void EvaluateNamedEntityLoyalty_TeacherOfAnotherKind_IsReadByItsColumn()
    {
        var teacher = _ml.Transforms.CopyColumns("PredictedLabel", "Tags").Fit(_test.Value);

        var metrics = _ml.MulticlassClassification.EvaluateNamedEntityLoyalty(_test.Value, _model.Value, teacher);

        Assert.That(metrics.F1, Is.EqualTo(Evaluate(_model.Value).F1).Within(1e-12), "this teacher knows the truth");
        Assert.That(metrics.ProbabilityLoyalty, Is.Null);
        Assert.That(metrics.ToString(), Does.Not.Contain("probability"));
    }

    [Test]
    public void EvaluateNamedEntityRobustness_Typos_TouchNoEntityAndKeepWordsApart()
    {
        var metrics = _ml.MulticlassClassification.EvaluateNamedEntityRobustness(_test.Value, _model.Value, new TypoAttack(), new RobustnessOptions { Rows = 20, Threads = 1 });

        TestContext.Out.WriteLine(metrics);
        var sentences = TaggedSentences.Create(60, seed: 8);
        foreach (var text in metrics.Texts)
        {
            var (before, after) = (sentences[text.Row], text.Text.Split(' '));
            Assert.That(after, Has.Length.EqualTo(before.Words.Length));
            Assert.That(after.Where((_, word) => before.Tags[word] != "O"), Is.EqualTo(before.Words.Where((_, word) => before.Tags[word] != "O")));
            Assert.That(text.Label, Is.EqualTo(string.Join(' ', before.Tags)));
            Assert.That(text.Prediction, Is.EqualTo(string.Join(' ', Tagged(text.Text))), "what the model says of the text that is reported");
        }

        Assert.That(metrics.QualityUnderAttack.F1, Is.LessThanOrEqualTo(metrics.Quality.F1));
        Assert.That(metrics.ToDataFrame()["F1UnderAttack"][0], Is.EqualTo(metrics.QualityUnderAttack.F1));
        Assert.That(metrics.ToDataFrame().Columns[0][0], Is.EqualTo("typos"));
    }

    [Test]
    public void EvaluateNamedEntityRobustness_Deletion_TakesTheTagAlong()
    {
        var metrics = _ml.MulticlassClassification.EvaluateNamedEntityRobustness(_test.Value, _model.Value, new WordDeletionAttack(), new RobustnessOptions { Threads = 1 });

        var scored = _ml.MulticlassClassification.EvaluateNamedEntities(_model.Value.Transform(_test.Value));
        Assert.That(metrics.Quality.F1, Is.EqualTo(scored.F1).Within(1e-12), "as it is measured without an attack");
        Assert.That(metrics.Texts.Count(text => text.Outcome == AttackOutcome.Fooled), Is.GreaterThan(0));
        Assert.That(metrics.QualityUnderAttack.F1, Is.LessThan(metrics.Quality.F1));
        foreach (var text in metrics.Texts.Where(text => text.Outcome == AttackOutcome.Fooled))
        {
            var tags = text.Prediction.Split(' ');
            Assert.That(tags, Has.Length.EqualTo(text.Words));
            Assert.That(tags.Where(tag => tag.Length > 0), Is.EqualTo(Tagged(text.Text)));
            Assert.That(tags.Count(tag => tag.Length == 0), Is.EqualTo(text.ChangedWords));
        }
    }

    [Test]
    public void EvaluateLoyaltyAndRobustness_OfOtherTasks_NameTheMethodForTags()
    {
        Assert.That(() => _ml.MulticlassClassification.EvaluateLoyalty(_test.Value, _model.Value, _model.Value), Throws.ArgumentException.With.Message.Contains("EvaluateNamedEntityLoyalty"));
        Assert.That(() => _ml.MulticlassClassification.EvaluateAnswerLoyalty(_test.Value, _model.Value, _model.Value), Throws.ArgumentException.With.Message.Contains("EvaluateNamedEntityLoyalty"));
        Assert.That(() => _ml.MulticlassClassification.EvaluateRobustness(_test.Value, _model.Value, new TypoAttack()), Throws.ArgumentException.With.Message.Contains("EvaluateNamedEntityRobustness"));
        Assert.That(
            () => _ml.MulticlassClassification.EvaluateNamedEntityRobustness(_test.Value, _model.Value, new TypoAttack { OnPair = true }),
            Throws.ArgumentException.With.Message.Contains("OnPair"));
        Assert.That(
            () => _ml.MulticlassClassification.EvaluateNamedEntityLoyalty(TaggedSentences.LoadKeyed(_ml, []), _model.Value, _model.Value), Throws.ArgumentException.With.Message.Contains("no rows"));
    }

    private static IEnumerable<string> Tagged(string sentence)
    {
        var scored = _model.Value.Transform(_ml.Data.LoadFromEnumerable([new { Sentence = sentence }]));
        return scored.GetColumn<uint[]>("PredictedLabel").Single().Select(key => _model.Value.Model.Labels[(int)key - 1]);
    }
}
