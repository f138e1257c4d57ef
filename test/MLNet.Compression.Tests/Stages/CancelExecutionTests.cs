using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Stages;

/// <summary>Who stops all work of an MLContext stops that of this library too.</summary>
public class CancelExecutionTests
{
    private const int FarTooMany = 3_000;

    private static IEnumerable<TestCaseData> Stages()
    {
        static TestCaseData Case(string name, Func<MLContext, Action, IEstimator<TextModelTransformer>> estimator) => new TestCaseData(estimator).SetArgDisplayNames(name);
        yield return Case("fine-tuning", (ml, cancel) => ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options =>
        {
            options.Epochs = FarTooMany;
            options.Progress = new Listener(_ => cancel());
        })));
        yield return Case("distillation", (ml, cancel) => ml.MulticlassClassification.Trainers.Distillation((TextModelTransformer)SavedModel.RoundTrip(ml, Fitted.Teacher, Fitted.Test.Schema), Small.Distillation(options =>
        {
            options.Epochs = FarTooMany;
            options.Progress = new Listener(_ => cancel());
        })));
        yield return Case("pruning", (ml, cancel) => ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1))
            .Prune(Small.Pruning(options =>
            {
                options.Epochs = FarTooMany;
                options.Progress = new Listener(_ => cancel());
            })));
    }

    [TestCaseSource(nameof(Stages))]
    public void Fit_ContextCancelledWhileItTrains_Stops(Func<MLContext, Action, IEstimator<TextModelTransformer>> estimator)
    {
        var ml = new MLContext(seed: 1);
        var cancelled = false;

        var fit = () => estimator(ml, () =>
        {
            cancelled = true;
            Cancellation.CancelExecution(ml);
        }).Fit(Fitted.Train);

        Assert.That(fit, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(cancelled, Is.True);
    }

    [Test]
    public void Fit_ContextCancelledBefore_DoesNotBegin()
    {
        var ml = new MLContext(seed: 1);
        var view = new WatchedDataView(Fitted.Train);
        var trainer = ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = FarTooMany));

        Cancellation.CancelExecution(ml);

        Assert.That(() => trainer.Fit(view), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(view.RowsRead, Is.Zero);
    }

    [Test]
    public void Cursor_ContextCancelledWhileItScores_StopsAndLaterOnesGoOn()
    {
        var (ml, model) = Load();
        var scored = model.Transform(Fitted.Test);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> score = default;
        cursor.MoveNext();
        getter(ref score);

        Cancellation.CancelExecution(ml);

        cursor.MoveNext();
        Assert.That(() => getter(ref score), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(ScoredRows.Of(model.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(Fitted.Teacher.Transform(Fitted.Test))), "what was fitted before can still score");
    }

    [Test]
    public void Score_ContextCancelledMeanwhile_Stops()
    {
        var (ml, model) = Load();
        var texts = new ListThat(atText: 1500, () => Cancellation.CancelExecution(ml));

        Assert.That(() => model.Score(texts), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(texts.Last, Is.InRange(1500, 2999));
    }

    private static (MLContext Context, TextModelTransformer Model) Load()
    {
        var ml = new MLContext(seed: 1);
        return (ml, (TextModelTransformer)SavedModel.RoundTrip(ml, Fitted.Teacher, Fitted.Test.Schema));
    }

    /// <summary>Many short texts, one of which does something when it is asked for.</summary>
    private sealed class ListThat(int atText, Action action) : IReadOnlyList<string>
    {
        public int Count => 4_000;

        public int Last { get; private set; }

        public string this[int index]
        {
            get
            {
                Last = index;
                if (index == atText)
                {
                    action();
                }

                return "tax";
            }
        }

        public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
