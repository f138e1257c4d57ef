namespace MLNet.Compression.Training.Robustness;

/// <summary>What a model says of a text under attack.</summary>
/// <param name="quality">How good that is, from 0, wrong, to 1, right; an attack has succeeded when it falls.</param>
/// <param name="rightness">How probable the model holds what is right; what an attack brings down on its way.</param>
internal abstract class ModelAnswer(double quality, double rightness)
{
    /// <summary>How good it is, from 0, wrong, to 1, right.</summary>
    public double Quality => quality;

    /// <summary>How probable the model holds what is right.</summary>
    public double Rightness => rightness;

    /// <summary>What is predicted, in words.</summary>
    public abstract string Prediction { get; }

    /// <summary>The importance of a word: what the right prediction loses without it.</summary>
    /// <param name="without">What the model says of the text without the word.</param>
    public virtual double ImportanceBy(ModelAnswer without) => Rightness - without.Rightness;
}
