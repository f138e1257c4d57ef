namespace MLNet.Compression.Scoring;

/// <summary>A model laid out for scoring: on first use, and anew on the next use after it was freed. Safe for several threads.</summary>
/// <typeparam name="TScorer">What scores.</typeparam>
/// <param name="layOut">Lays the model out.</param>
internal sealed class LaidOutModel<TScorer>(Func<TScorer> layOut)
    where TScorer : class, IDisposable
{
    private readonly Lock _lock = new();
    private Layout? _current;

    /// <summary>Gives the layout to a user, who disposes of the lease.</summary>
    public Lease Rent()
    {
        lock (_lock)
        {
            _current ??= new Layout(layOut());
            _current.Users++;
            return new Lease(this, _current);
        }
    }

    /// <summary>Frees the memory as soon as those who use it at the moment are done.</summary>
    public void Free()
    {
        lock (_lock)
        {
            var freed = _current;
            _current = null;
            if (freed is { Users: 0 })
            {
                freed.Scorer.Dispose();
            }
        }
    }

    private void Return(Layout layout)
    {
        lock (_lock)
        {
            layout.Users--;
            if (layout.Users == 0 && layout != _current)
            {
                layout.Scorer.Dispose();
            }
        }
    }

    /// <summary>The right to use a layout.</summary>
    public readonly struct Lease(LaidOutModel<TScorer> owner, Layout layout) : IDisposable
    {
        public TScorer Scorer => layout.Scorer;

        public void Dispose() => owner.Return(layout);
    }

    /// <summary>A layout and the number of those who use it.</summary>
    public sealed class Layout(TScorer scorer)
    {
        public TScorer Scorer => scorer;

        public int Users { get; set; }
    }
}
