using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextEmbedding;

public class EmbeddingLoyaltyTests
{
    private static readonly MLContext _ml = Fitted.Context;

    [Test]
    public void EvaluateEmbeddingLoyalty_OfAModelToItself_IsOne()
    {
        var metrics = _ml.Transforms.Text.EvaluateEmbeddingLoyalty(Fitted.Test, Embeddings.Teacher, Embeddings.Teacher);

        Assert.That(metrics.Rows, Is.EqualTo(60));
        Assert.That(metrics.Cosine, Is.EqualTo(1).Within(1e-6));
        Assert.That(metrics.SimilarityCorrelation, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void EvaluateEmbeddingLoyalty_QuantisedStudent_IsTheMeanCosine()
    {
        var student = (TextModelTransformer)Embeddings.Teacher.Quantize(QuantizationScheme.LearnedStep(2));

        var metrics = _ml.Transforms.Text.EvaluateEmbeddingLoyalty(Fitted.Test, student, Embeddings.Teacher);

        Assert.That(metrics.Cosine, Is.EqualTo(Embeddings.Agreement(student)).Within(1e-5).And.LessThan(1));
        Assert.That(metrics.SimilarityCorrelation, Is.LessThan(1));
        Assert.That(metrics.ToDataFrame().Rows.Single()[1], Is.EqualTo(metrics.Cosine));
    }

    [Test]
    public void EvaluateEmbeddingLoyalty_TeacherOfOtherDimensions_IsComparedBySimilarities()
    {
        var teacher = _ml.Transforms.Text.FeaturizeText("Vectors", "Sentence1").Fit(Fitted.Test);

        var metrics = _ml.Transforms.Text.EvaluateEmbeddingLoyalty(Fitted.Test, Embeddings.Teacher, teacher, teacherColumnName: "Vectors");

        Assert.That(metrics.Cosine, Is.Null);
        Assert.That(metrics.SimilarityCorrelation, Is.GreaterThan(0.1).And.LessThan(1));
        Assert.That(metrics.ToString(), Does.StartWith("Spearman"));
    }

    [Test]
    public void EvaluateEmbeddingLoyalty_Faults_AreNamed()
    {
        var text = _ml.Transforms.Text;
        Assert.That(() => text.EvaluateEmbeddingLoyalty(Fitted.Test, Fitted.Teacher, Embeddings.Teacher), Throws.ArgumentException.With.Message.Contains("MulticlassClassification.EvaluateLoyalty"));
        Assert.That(() => text.EvaluateEmbeddingLoyalty(Fitted.Test, Embeddings.Teacher, Fitted.Teacher), Throws.ArgumentException.With.Message.Contains("name the column"));
        Assert.That(
            () => text.EvaluateEmbeddingLoyalty(Fitted.Test, Embeddings.Teacher, Embeddings.Teacher, teacherColumnName: "Sentence1"),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("vector of Single"));
        Assert.That(
            () => text.EvaluateEmbeddingLoyalty(Fitted.Test, Embeddings.Teacher, Embeddings.Teacher, cancellationToken: new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }
}
