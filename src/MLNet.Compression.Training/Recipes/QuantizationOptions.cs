namespace MLNet.Compression;

/// <summary>How a model learns to bear rounded weights and activations.</summary>
public class QuantizationOptions : TrainingOptions
{
    /// <summary>Options with the defaults of quantisation-aware training: one epoch at a learning rate of 2e-5.</summary>
    public QuantizationOptions()
    {
        Epochs = 1;
        LearningRate = 2e-5;
    }

    /// <summary>Options of their own with the same values.</summary>
    public QuantizationOptions Copy() => (QuantizationOptions)MemberwiseClone();
}
