using System.ComponentModel.DataAnnotations;

namespace MLNet.Compression.Training.Recipes;

/// <summary>A block that the scoring kernels can skip, or a single weight.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KernelBlockAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is not BlockShape block || block == BlockShape.Unstructured || IsMultiple(block.Outputs, BlockShape.Kernel.Outputs, block.Inputs, BlockShape.Kernel.Inputs);

    public override string FormatErrorMessage(string name) =>
        $"only multiples of {BlockShape.Kernel} (outputs x inputs), or {BlockShape.Unstructured}, are possible.";

    private static bool IsMultiple(int outputs, int kernelOutputs, int inputs, int kernelInputs) =>
        outputs > 0 && inputs > 0 && outputs % kernelOutputs == 0 && inputs % kernelInputs == 0;
}
