using Microsoft.ML.Contract.Tests.External;
using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.Chains;

[TestFixture]
internal sealed class EstimatorChainTests
{
    private readonly MLContext _context = new(seed: 1);

    [Test]
    public void Fit_EachEstimator_SeesWhatTheOnesBeforeAdd()
    {
        var data = _context.Data.LoadFromEnumerable(Note.Some());

        using var model = _context.Transforms.CopyColumns("Copy", "Text")
            .Append(_context.Transforms.CopyColumns("CopyOfCopy", "Copy"))
            .Fit(data);

        Assert.That(model.Transform(data).GetColumn<string>("CopyOfCopy"), Is.EqualTo(Note.Some().Select(note => note.Text)));
        Assert.That(model.Count(), Is.EqualTo(2));
        Assert.That(model.LastTransformer, Is.SameAs(model.Last()));
    }

    [Test]
    public void Fit_BrokenLastEstimator_ThrowsBeforeTheFirstIsFitted()
    {
        var fitted = false;
        var pipeline = _context.Transforms.CopyColumns("Copy", "Text").WithOnFitDelegate(_ => fitted = true)
            .Append(_context.Transforms.CopyColumns("Other", "NoSuchColumn"));

        Assert.That(() => pipeline.Fit(_context.Data.LoadFromEnumerable(Note.Some())), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(fitted, Is.False);
    }

    [Test]
    public void AppendCacheCheckpoint_LaterEstimators_ReadTheSourceOnce()
    {
        Assert.That(TimesRead(cached: true), Is.LessThan(TimesRead(cached: false)));
    }

    [Test]
    public void Append_ToAnEmptyChain_IsTheChainOfOne()
    {
        var estimator = _context.Transforms.CopyColumns("Copy", "Text");

        var chain = new EstimatorChain<ITransformer>().Append(estimator);

        Assert.That(chain.LastEstimator, Is.SameAs(estimator));
    }

    private int TimesRead(bool cached)
    {
        var times = 0;
        IEnumerable<Note> Read()
        {
            times++;
            foreach (var note in Note.Some())
                yield return note;
        }

        var start = _context.Transforms.Conversion.MapValueToKey("Key1", "Label").Append(_context.Transforms.CopyColumns("Copy", "Text"));
        if (cached)
            start = start.AppendCacheCheckpoint(_context);
        using var model = start
            .Append(_context.Transforms.Conversion.MapValueToKey("Key2", "Label"))
            .Append(_context.Transforms.Conversion.MapValueToKey("Key3", "Label"))
            .Fit(_context.Data.LoadFromEnumerable(Read()));
        return times;
    }
}
