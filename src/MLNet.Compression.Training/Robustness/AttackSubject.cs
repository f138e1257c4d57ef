using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Robustness;

/// <summary>A text under attack: the model predicts its class right at first.</summary>
/// <remarks>Words keep the places that they had; one that was taken out is empty.</remarks>
internal sealed class AttackSubject
{
    private readonly Func<IReadOnlyList<string>, float[][]> _score;
    private readonly HashSet<int> _changed = [];

    /// <param name="row">The row, for seeds.</param>
    /// <param name="text">The text.</param>
    /// <param name="label">The right class.</param>
    /// <param name="probabilities">What the model predicts for the text.</param>
    /// <param name="score">Probabilities of each class for each of several texts.</param>
    public AttackSubject(int row, SplitText text, int label, float[] probabilities, Func<IReadOnlyList<string>, float[][]> score)
    {
        (Row, Text, Label, Probabilities, _score) = (row, text, label, probabilities, score);
        Queries = 1;
    }

    /// <summary>The row.</summary>
    public int Row { get; }

    /// <summary>The right class.</summary>
    public int Label { get; }

    /// <summary>The text as it is now; a word that was taken out is still among its words, and empty.</summary>
    public SplitText Text { get; private set; }

    /// <summary>What the model predicts for it.</summary>
    public float[] Probabilities { get; private set; }

    /// <summary>Texts that the model was asked for.</summary>
    public int Queries { get; private set; }

    /// <summary>Words that were changed.</summary>
    public int Changes => _changed.Count;

    /// <summary>Whether another class is predicted.</summary>
    public bool IsFooled => Predicted(Probabilities) != Label;

    /// <summary>The most probable class; the first of equals.</summary>
    public static int Predicted(ReadOnlySpan<float> probabilities) => TensorPrimitives.IndexOfMax(probabilities);

    /// <summary>The text with a word in a place; "" takes the word out.</summary>
    public SplitText Candidate(int place, string word) => Text.With(place, word);

    /// <summary>The text as the model sees it: words that were taken out leave no blanks.</summary>
    public string Shown(SplitText text)
    {
        for (var place = text.Words.Count - 1; place >= 0; place--)
        {
            text = text.Words[place].Length == 0 ? text.Without(place) : text;
        }

        return text.ToString();
    }

    /// <summary>What the model predicts for candidates.</summary>
    public float[][] Ask(IReadOnlyList<SplitText> candidates)
    {
        Queries += candidates.Count;
        return candidates.Count == 0 ? [] : _score([.. candidates.Select(Shown)]);
    }

    /// <summary>Goes on from the candidate that brings the right class down most, if one does.</summary>
    public void TakeWorst(int place, IReadOnlyList<SplitText> candidates) => TakeWorst(place, candidates, Ask(candidates));

    /// <summary>The same where the model was asked already.</summary>
    public void TakeWorst(int place, IReadOnlyList<SplitText> candidates, float[][] answers)
    {
        if (answers.Length > 0)
        {
            var (candidate, probabilities) = candidates.Zip(answers).MinBy(each => each.Second[Label]);
            if (probabilities[Label] < Probabilities[Label])
            {
                Take(place, candidate, probabilities);
            }
        }
    }

    /// <summary>Goes on from a candidate.</summary>
    public void Take(int place, SplitText candidate, float[] probabilities)
    {
        _changed.Add(place);
        (Text, Probabilities) = (candidate, probabilities);
    }
}
