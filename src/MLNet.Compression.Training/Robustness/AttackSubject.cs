namespace MLNet.Compression.Training.Robustness;

/// <summary>A text under attack.</summary>
/// <remarks>Words keep the places that they had; one that was taken out is empty.</remarks>
internal sealed class AttackSubject
{
    private readonly AttackRow _row;
    private readonly Func<IReadOnlyList<SplitText>, ModelAnswer[]> _ask;
    private readonly ModelAnswer _before;
    private readonly HashSet<int> _changed = [];

    /// <param name="row">The text.</param>
    /// <param name="before">What the model says of it.</param>
    /// <param name="ask">Asks the model.</param>
    public AttackSubject(AttackRow row, ModelAnswer before, Func<IReadOnlyList<SplitText>, ModelAnswer[]> ask)
    {
        (_row, _before, _ask) = (row, before, ask);
        (Text, Answer, Queries) = (row.Text, before, 1);
    }

    /// <summary>The row, for seeds.</summary>
    public int Row => _row.Row;

    /// <summary>The text as it is now; a word that was taken out is still among its words, and empty.</summary>
    public SplitText Text { get; private set; }

    /// <summary>What the model says of it.</summary>
    public ModelAnswer Answer { get; private set; }

    /// <summary>Texts that the model was asked for.</summary>
    public int Queries { get; private set; }

    /// <summary>Words that were changed.</summary>
    public int Changes => _changed.Count;

    /// <summary>Whether what is predicted has become worse.</summary>
    public bool IsFooled => IsFooledBy(Answer);

    /// <summary>The words that may be changed.</summary>
    public IEnumerable<int> Places => Enumerable.Range(0, Text.Words.Count).Where(_row.MayChange);

    /// <summary>Whether an answer is worse than that to the text as it was.</summary>
    public bool IsFooledBy(ModelAnswer answer) => answer.Quality < _before.Quality;

    /// <summary>The text with a word in a place; "" takes the word out.</summary>
    public SplitText Candidate(int place, string word) => Text.With(place, word);

    /// <summary>What the model says of candidates.</summary>
    public ModelAnswer[] Ask(IReadOnlyList<SplitText> candidates)
    {
        Queries += candidates.Count;
        return candidates.Count == 0 ? [] : _ask(candidates);
    }

    /// <summary>Goes on from the candidate that brings the right prediction down most, if one does.</summary>
    public void TakeWorst(int place, IReadOnlyList<SplitText> candidates) => TakeWorst(place, candidates, Ask(candidates));

    /// <summary>The same where the model was asked already.</summary>
    public void TakeWorst(int place, IReadOnlyList<SplitText> candidates, ModelAnswer[] answers)
    {
        if (answers.Length > 0)
        {
            var (candidate, answer) = candidates.Zip(answers).MinBy(each => each.Second.Rightness);
            if (answer.Rightness < Answer.Rightness)
            {
                Take(place, candidate, answer);
            }
        }
    }

    /// <summary>Goes on from a candidate.</summary>
    public void Take(int place, SplitText candidate, ModelAnswer answer)
    {
        _changed.Add(place);
        (Text, Answer) = (candidate, answer);
    }
}
