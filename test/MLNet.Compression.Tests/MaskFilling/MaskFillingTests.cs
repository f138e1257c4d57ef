using Microsoft.ML;
using MLNet.Compression.Tests.Augmentation;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.MaskFilling;

public class MaskFillingTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly IDataView _texts = _ml.Data.LoadFromEnumerable(new Row[]
    {
        new() { Text = "the [MASK] is here" },
        new() { Text = "nothing is hidden" },
        new() { Text = "[MASK] and [MASK]" },
    });

    private static readonly Lazy<MaskFillingTransformer> _model = new(() => _ml.Transforms.Text.FillMask(Sources.MaskedLm, new() { Top = 3 }).Fit(_texts));

    [Test]
    public void Transform_Texts_HavePiecesForEachPlace()
    {
        var rows = Read(_model.Value.Transform(_texts));

        Assert.That(rows.Select(row => row.Pieces.Length), Is.EqualTo<int>([3, 0, 6]));
        foreach (var row in rows)
        {
            var expected = _model.Value.Fill(row.Text, top: 3).SelectMany(place => place).ToArray();
            Assert.That(row.Pieces, Is.EqualTo(expected.Select(piece => piece.Piece)));
            Assert.That(row.Score, Is.EqualTo(expected.Select(piece => piece.Probability)).Within(1e-6f));
        }

        Assert.That(rows[2].Score[..3], Is.Ordered.Descending);
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml, _ml.Transforms.Text.FillMask(Sources.MaskedLm), _texts, _texts, scored => [.. Read(scored).Select(row => string.Join(' ', row.Pieces.Zip(row.Score, (piece, score) => FormattableString.Invariant($"{piece}:{score:R}"))))], text: "Text");

    [Test]
    public void FillMask_ModelThatWentOnLearning_ProposesPieces()
    {
        var adapted = _ml.Transforms.Text.ContinuedPretraining(Sources.MaskedLm, new ContinuedPretrainingTrainer.Options { Epochs = 1, MaxTokens = 16, Threads = 1 }).Fit(_texts);

        var filler = _ml.Transforms.Text.FillMask(adapted).Fit(_texts);

        Assert.That(filler.Fill("the [MASK] is here")[0], Has.Count.EqualTo(5));
    }

    [Test]
    public void Fit_CheckpointWithoutTheHead_NamesWhatItLacks()
    {
        using var folder = new TemporaryFolder();
        Fitted.Teacher.ExportCheckpoint(folder.Path, overwrite: true);

        Assert.That(() => _ml.Transforms.Text.FillMask(folder.Path).Fit(_texts), Throws.ArgumentException.With.Message.Contains("masked-LM head").And.Message.Contains("cls.predictions"));
    }

    [Test]
    public void FillMask_Classifier_IsRefused() => Assert.That(() => _ml.Transforms.Text.FillMask(Fitted.Teacher.Model), Throws.ArgumentException.With.Message.Contains("MaskedLm"));

    [Test]
    public void Fit_MorePiecesThanThereAre_Throws() => Assert.That(
        () => _ml.Transforms.Text.FillMask(Sources.MaskedLm, new() { Top = 1_000_000 }).Fit(_texts), Throws.ArgumentException.With.Message.Contains("Top is 1000000"));

    [Test]
    public void FillMask_ColumnNamedTwice_Throws() => Assert.That(
        () => _ml.Transforms.Text.FillMask(Sources.MaskedLm, new() { ScoreColumnName = "Pieces" }), Throws.ArgumentException.With.Message.Contains("'Pieces' is used twice"));

    private static List<FilledRow> Read(IDataView scored) => [.. _ml.Data.CreateEnumerable<FilledRow>(scored, reuseRowObject: false)];

    private class Row
    {
        public string Text { get; set; } = "";
    }

    private sealed class FilledRow : Row
    {
        public string[] Pieces { get; set; } = [];

        public float[] Score { get; set; } = [];
    }
}
