namespace MLNet.Compression.Training.Recipes;

/// <summary>How a model learns to bear rounded weights and activations.</summary>
public class QuantizationOptions : TrainingOptions
{
    /// <summary>Options of their own with the same values.</summary>
    public QuantizationOptions Copy() => (QuantizationOptions)Clone();
}
