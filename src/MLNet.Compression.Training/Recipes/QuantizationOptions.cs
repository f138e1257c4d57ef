namespace MLNet.Compression;

/// <summary>How a model learns to bear rounded weights and activations.</summary>
public class QuantizationOptions : TrainingOptions
{
}
