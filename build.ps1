#!/usr/bin/env pwsh
# Builds, tests and packs.
param(
    [ValidateSet('Debug', 'Release')][string]$Configuration = 'Release',
    [switch]$NoPack
)
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

Invoke-Dotnet build --configuration $Configuration
Invoke-Dotnet test --configuration $Configuration --no-build
if (-not $NoPack) {
    Invoke-Dotnet pack --configuration $Configuration --no-build --output artifacts/packages
}
