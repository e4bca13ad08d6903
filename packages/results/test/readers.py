"""Reads fields.zarr and a .simularium file of a folder with other people's programs; prints what they find as JSON."""
import base64
import contextlib
import json
import sys

import numpy
import zarr
from ome_zarr_models.v05 import BioFormats2Raw, Image
from simulariumio import FileConverter, InputFileData
from simulariumio.readers import SimulariumBinaryReader


def words(array):
    return base64.b64encode(numpy.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def image(group):
    checked = Image.from_zarr(group)
    scales = checked.ome_attributes.multiscales[0]
    array = group[scales.datasets[0].path]
    placed = scales.datasets[0].coordinateTransformations
    return {
        "name": scales.name,
        "axes": [[axis.name, axis.type, axis.unit] for axis in scales.axes],
        "scale": list(placed[0].scale),
        "translation": list(placed[1].translation),
        "labels": [channel["label"] for channel in group.attrs["ome"]["omero"]["channels"]],
        "shape": list(array.shape),
        "dimensions": list(array.metadata.dimension_names),
        "values": words(array[...]),
    }


def trajectory(path):
    with contextlib.redirect_stdout(sys.stderr):
        read = FileConverter(InputFileData(file_path=path))._data
        info = SimulariumBinaryReader.load_binary(InputFileData(file_path=path))["trajectoryInfo"]
    agents = read.agent_data
    frames = []
    for i in range(len(agents.times)):
        n = int(agents.n_agents[i])
        frames.append({
            "time": float(agents.times[i]),
            "ids": [int(each) for each in agents.unique_ids[i][:n]],
            "types": list(agents.types[i][:n]),
            "positions": words(agents.positions[i][:n]),
            "radii": words(agents.radii[i][:n]),
        })
    return {
        "middle": info["invadolab"]["middle"],
        "title": read.meta_data.trajectory_title,
        "box": [float(side) for side in read.meta_data.box_size],
        "units": [str(read.time_units.name), str(read.spatial_units.name)],
        "shown": {name: str(data.display_type.value) for name, data in agents.display_data.items()},
        "frames": frames,
    }


root = zarr.open_group(sys.argv[1] + "/fields.zarr", mode="r")
BioFormats2Raw.from_zarr(root)
series = root["OME"].attrs["ome"]["series"]
print(json.dumps({
    "zarr": {name: image(root[name]) for name in series},
    "trajectory": trajectory(sys.argv[1] + "/trajectories/run.simularium"),
}))
