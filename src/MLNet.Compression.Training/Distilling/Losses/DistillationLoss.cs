using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>Something that a student minimises while it learns. Equal by value.</summary>
public abstract record DistillationLoss : IOptionParts
{
    private readonly ValueList<int> _teachers = [];
    private readonly Schedule _weight = 1;

    private protected DistillationLoss()
    {
    }

    /// <summary>The loss's weight, a number or a schedule over the stage; not negative. 0 leaves the loss out. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It can become negative.</exception>
    public Schedule Weight
    {
        get => _weight;
        init => _weight = value.Least >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A loss's weight is not negative; 0 leaves the loss out.");
    }

    /// <summary>Which teachers the loss follows, by position from 0; empty, the default, for all of them where predictions are compared, else for the first.</summary>
    public IReadOnlyList<int> Teachers
    {
        get => _teachers;
        init => _teachers = new ValueList<int>(value);
    }

    /// <summary>Whether the loss reads labels.</summary>
    internal virtual bool NeedsLabels => false;

    /// <summary>Whether the loss reads which tokens were hidden, and what stood there.</summary>
    internal virtual bool NeedsMasking => false;

    /// <summary>Whether the loss reads the outputs of teachers.</summary>
    internal virtual bool NeedsTeacher => true;

    /// <summary>Whether the loss compares student and teacher token by token, so that both have to read the same pieces.</summary>
    internal virtual bool ComparesTokens => false;

    /// <summary>Whether the loss acts on rows without labels alone, wherever some have labels that another loss of the stage reads.</summary>
    internal virtual bool NeedsUnlabeled => false;

    /// <summary>The loss's name and its weight.</summary>
    public abstract override string ToString();

    /// <summary>The loss as terms of an objective.</summary>
    internal abstract IEnumerable<WeightedTerm> Terms(LossSetting setting);

    /// <summary>Refuses what can't be compared.</summary>
    /// <exception cref="ArgumentException">It can't; the message says why and what to do.</exception>
    internal virtual void Check(LossCheck check)
    {
        if (NeedsTeacher && check.Teachers.Count == 0)
        {
            throw new ArgumentException($"The loss '{this}' needs a teacher, and there is none: give one, or leave the loss out.");
        }

        foreach (var teacher in Teachers)
        {
            if (teacher < 0 || teacher >= check.Teachers.Count)
            {
                throw new ArgumentException($"The loss '{this}' follows teacher {teacher}, but there {(check.Teachers.Count == 1 ? "is one, number 0" : $"are {check.Teachers.Count}, from 0")}.");
            }
        }
    }

    /// <summary>A name with the weight, where it is not 1.</summary>
    private protected string Describe(string name) =>
        $"{(Weight == 1 ? "" : $"{Weight} x ")}{name}{(Teachers.Count == 0 ? "" : $" of teacher{(Teachers.Count > 1 ? "s" : "")} {string.Join(", ", Teachers)}")}";
}
