using System.ComponentModel.DataAnnotations;

namespace MLNet.Compression.Training.Recipes;

/// <summary>A block that the scoring kernels can skip, or a single weight.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KernelBlockAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is not BlockShape block || block == BlockShape.Unstructured || IsMultiple(block.Outputs, BlockShape.Fine.Outputs, block.Inputs, BlockShape.Fine.Inputs);

    public override string FormatErrorMessage(string name) =>
        $"only {BlockShape.Kernel} (outputs x inputs), other multiples of {BlockShape.Fine}, or {BlockShape.Unstructured}, are possible.";

    private static bool IsMultiple(int outputs, int fineOutputs, int inputs, int fineInputs) =>
        outputs > 0 && inputs > 0 && outputs % fineOutputs == 0 && inputs % fineInputs == 0;
}
