using System.Text.Json;

namespace MLNet.Compression.Training.Robustness;

/// <summary>A text to attack, and the model that is asked for it.</summary>
/// <param name="row">The row of the data, from 0.</param>
internal abstract class AttackRow(int row)
{
    /// <summary>The row of the data, from 0.</summary>
    public int Row => row;

    /// <summary>The text that is changed.</summary>
    public abstract SplitText Text { get; }

    /// <summary>What is right, in words.</summary>
    public abstract string Right { get; }

    /// <summary>What else tells the row from others, for the file of results.</summary>
    protected abstract object Content { get; }

    /// <summary>The row in words, for the file of results.</summary>
    public string Identity => JsonSerializer.Serialize(Content);

    /// <summary>Whether a word may be changed.</summary>
    /// <param name="place">The word, counted in <see cref="Text"/>.</param>
    public virtual bool MayChange(int place) => true;

    /// <summary>What the model says of changed texts.</summary>
    /// <param name="texts">The texts; a word that was taken out is still among the words, and empty.</param>
    public abstract ModelAnswer[] Ask(IReadOnlyList<SplitText> texts);
}
