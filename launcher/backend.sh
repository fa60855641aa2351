# Which backend is asked for, and whether a GPU is there for it. Sourced by progan.

backend_of() { # the value of --backend among the arguments, else PROGAN_BACKEND, else cpu
  chosen=${PROGAN_BACKEND:-cpu}
  while [ $# -gt 0 ]; do
    case $1 in
      --) break ;;
      --backend=*) chosen=${1#--backend=} ;;
      --backend) [ $# -gt 1 ] && chosen=$2 ;;
    esac
    shift
  done
  printf '%s' "$chosen"
}

have_cuda_driver() {
  for folder in /usr/lib/x86_64-linux-gnu /usr/lib64 /usr/lib /usr/lib/wsl/lib \
    /usr/local/nvidia/lib64 /run/opengl-driver/lib; do
    [ -e "$folder/libcuda.so.1" ] && return 0
  done
  old_ifs=$IFS
  IFS=:
  for folder in ${LD_LIBRARY_PATH:-}; do
    [ -e "$folder/libcuda.so.1" ] && IFS=$old_ifs && return 0
  done
  IFS=$old_ifs
  ldconfig -p 2>/dev/null | grep -q 'libcuda\.so\.1'
}

have_cuda_device() {
  for device in /dev/nvidia[0-9]* /dev/dxg; do
    [ -e "$device" ] && return 0
  done
  nvidia-smi -L 2>/dev/null | grep -q '^GPU'
}

check_cuda() {
  driver=found && have_cuda_driver || driver='not found'
  device=found && have_cuda_device || device='not found'
  if [ "$driver $device" != 'found found' ]; then
    fail 1 "no CUDA device: looked for NVIDIA's driver library libcuda.so.1 ($driver) and a GPU \
in /dev/nvidia* or by nvidia-smi ($device); install the driver, or use --backend cpu"
  fi
}
